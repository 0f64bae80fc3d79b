"""The first push of a copy that isn't adopted yet: the plan of ci.yml is short there, and complete everywhere else."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
JOBS = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8"))["jobs"]
(PLAN,) = [step for step in JOBS["plan"]["steps"] if step.get("id") == "plan"]
COMMANDS = {"uvx": ":", "jq": """echo '{"include": [{"session": "everything"}]}'"""}  # those of the plan, replaced


@pytest.mark.skipif(sys.platform == "win32", reason="the plan is made by a POSIX shell")
@pytest.mark.parametrize(
    ("is_copy", "session", "skipped"),
    [
        pytest.param("true", "tests-3.13", "integration, coverage, codecov", id="a push to a copy"),
        pytest.param("false", "everything", None, id="anything else"),
    ],
)
def test_the_plan_is_short_after_a_push_to_a_copy(
    is_copy: str, session: str, skipped: str | None, tmp_path: Path
) -> None:
    """Only there all-green accepts that jobs are skipped."""
    for name, script in COMMANDS.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    variables = {"PATH": path, "GITHUB_OUTPUT": "outputs.txt", "IS_COPY": is_copy}

    subprocess.run(["/bin/sh", "-e", "-c", PLAN["run"]], cwd=tmp_path, env=variables, check=True, capture_output=True)

    lines = (tmp_path / "outputs.txt").read_text(encoding="utf-8").splitlines()
    outputs = dict(line.split("=", 1) for line in lines)
    assert json.loads(outputs["sessions"])["include"][0]["session"] == session
    assert outputs.get("skipped") == skipped


def test_a_pull_request_is_never_taken_for_a_push_to_a_copy() -> None:
    """Whatever the settings of the repository are, nothing is merged with fewer gates."""
    assert PLAN["env"]["IS_COPY"] == "${{ github.event_name == 'push' && !github.event.repository.is_template }}"


def test_only_the_plan_lets_jobs_be_skipped() -> None:
    """Without a word from the plan, all-green refuses every skipped job."""
    (step,) = JOBS["all-green"]["steps"]

    assert step["with"]["allowed-skips"] == "${{ needs.plan.outputs.skipped }}"
