"""The workflows for learners are where the session `workflows` doesn't look: these tests check them."""

import os
import subprocess
import sysconfig
from pathlib import Path

import pytest
import yaml
from lint_guide import list_sessions

ROOT = Path(__file__).parents[2]
READY = ROOT / ".github" / "ready-to-copy" / "check-my-tests.yml"
AUTOGRADERS = ROOT / "workshop" / "src" / "workshop" / "grading" / "autograders"
OF_TEMPLATE = AUTOGRADERS / "github" / ".github" / "workflows" / "check-my-tests.yml"


@pytest.mark.parametrize("ready", [READY, OF_TEMPLATE], ids=["of a fork", "of a template"])
@pytest.mark.parametrize(
    "command",
    [
        "actionlint",
        "check-jsonschema --builtin-schema=vendor.github-workflows .github/workflows/check-my-tests.yml",
        "zizmor --persona=pedantic --offline .",
    ],
)
def test_the_workflow_passes_the_linters(command: str, ready: Path, tmp_path: Path) -> None:
    """In a repository that has copied it, the tools of the session `workflows` find nothing."""
    workflow = tmp_path / ".github" / "workflows" / ready.name
    workflow.parent.mkdir(parents=True)
    workflow.write_bytes(ready.read_bytes())
    (tmp_path / ".git").mkdir()  # actionlint looks for it
    path = f"{sysconfig.get_path('scripts')}{os.pathsep}{os.environ['PATH']}"

    run = subprocess.run(
        command.split(),
        cwd=tmp_path,
        env=os.environ | {"PATH": path},
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )

    assert run.returncode == 0, run.stdout


@pytest.mark.parametrize("ready", [READY, OF_TEMPLATE], ids=["of a fork", "of a template"])
def test_the_workflow_pins_what_ci_pins(ready: Path) -> None:
    """An update of the actions in ci.yml isn't forgotten here, where Dependabot doesn't look."""
    ci = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")

    pins = [line.strip() for line in ready.read_text(encoding="utf-8").splitlines() if "uses: " in line]

    assert [pin for pin in pins if pin not in ci] == []


def test_the_workflow_runs_a_session_that_exists() -> None:
    """Its one command is a session of the noxfile."""
    (job,) = yaml.safe_load(READY.read_text(encoding="utf-8"))["jobs"].values()

    (command,) = [step["run"] for step in job["steps"] if "run" in step]

    start, _, session = command.rpartition(" -s ")
    assert start == "uvx nox --error-on-missing-interpreters"
    assert session in list_sessions(ROOT)
