"""The first push of a copy that isn't adopted yet: the plan of ci.yml is short there, and complete everywhere else."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
JOBS = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8"))["jobs"]
(PLAN,) = [step for step in JOBS["plan"]["steps"] if step.get("id") == "plan"]
BASH = shutil.which("bash")
UVX = """#!/bin/sh
echo '[{"session": "lint"}, {"session": "integration"}]'
"""


def planned(is_copy: str, folder: Path) -> dict[str, str]:
    """Return the outputs of the plan, in a repository with two sessions."""
    (folder / "uvx").write_text(UVX, encoding="utf-8")
    (folder / "uvx").chmod(0o755)
    outputs = folder / "outputs.txt"
    subprocess.run(
        [f"{BASH}", "-e", "-o", "pipefail", "-c", PLAN["run"]],
        cwd=folder,
        env={
            "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}",
            "GITHUB_OUTPUT": f"{outputs}",
            "IS_COPY": is_copy,
        },
        check=True,
        capture_output=True,
    )
    return dict(line.split("=", 1) for line in outputs.read_text(encoding="utf-8").splitlines())


@pytest.mark.skipif(not (BASH and shutil.which("jq")), reason="the plan needs bash and jq, as on GitHub's machines")
@pytest.mark.parametrize(
    ("is_copy", "sessions", "skipped"),
    [
        pytest.param("true", ["tests-3.13"], "integration, coverage, codecov", id="a push to a copy"),
        pytest.param("false", ["lint", "lint", "tests-3.13", "tests-3.13"], None, id="anything else"),
    ],
)
def test_the_plan_is_short_after_a_push_to_a_copy(
    is_copy: str, sessions: list[str], skipped: str | None, tmp_path: Path
) -> None:
    """Only there all-green accepts that jobs are skipped."""
    outputs = planned(is_copy, tmp_path)

    assert [job["session"] for job in json.loads(outputs["sessions"])["include"]] == sessions
    assert outputs.get("skipped") == skipped


def test_a_pull_request_is_never_taken_for_a_push_to_a_copy() -> None:
    """Whatever the settings of the repository are, nothing is merged with fewer gates."""
    assert PLAN["env"]["IS_COPY"] == "${{ github.event_name == 'push' && !github.event.repository.is_template }}"


def test_only_the_plan_lets_jobs_be_skipped() -> None:
    """Without a word from the plan, all-green refuses every skipped job."""
    (step,) = JOBS["all-green"]["steps"]

    assert step["with"]["allowed-skips"] == "${{ needs.plan.outputs.skipped }}"
