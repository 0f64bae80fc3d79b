"""The check of the workflows is checked: on a small repository, sound at first, with one flaw at a time."""

import subprocess
import sys
from pathlib import Path

import pytest
from lint_workflows import expand, find_problems

NOXFILE = """
import nox

@nox.session
def lint(session): ...

@nox.session(python=["3.11", "3.12"])
def tests(session): ...

@nox.session(default=False)
def thorough(session): ...

@nox.session(default=False, tags=["by-hand"])
def adopt(session): ...
"""

CI = """
on: [push]
jobs:
  static:
    steps:
      - uses: actions/checkout@v7
      - run: uvx nox --error-on-missing-interpreters -s lint
  tests:
    strategy:
      matrix:
        python: ["3.11", "3.12"]
    steps:
      - run: uvx nox --error-on-missing-interpreters -s tests-${{ matrix.python }}
  all-green:
    needs: [static, tests]
    if: always()
    steps:
      - uses: re-actors/alls-green@v1
"""

WEEKLY = """
on: [workflow_dispatch]
jobs:
  session:
    steps:
      - run: uvx nox --error-on-missing-interpreters -s thorough -- --maxfail=1
"""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a small repository whose workflows are sound."""
    workflows = tmp_path / ".github" / "workflows"
    workflows.mkdir(parents=True)
    (tmp_path / "noxfile.py").write_text(NOXFILE)
    (workflows / "ci.yml").write_text(CI)
    (workflows / "weekly.yml").write_text(WEEKLY)
    return tmp_path


def replace(path: Path, old: str, new: str) -> None:
    """Replace a text in a file that has it."""
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_sound_workflows_have_no_problem(repository: Path) -> None:
    """Nothing is said where nothing is wrong."""
    assert list(find_problems(repository)) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        pytest.param(
            "ci.yml",
            "-s lint",
            "-s lint && ./deploy",
            "ci.yml: job static must run one session and nothing else, as in `uvx nox "
            "--error-on-missing-interpreters -s lint`; "
            "it runs `uvx nox --error-on-missing-interpreters -s lint && ./deploy`",
            id="a second command",
        ),
        pytest.param(
            "weekly.yml",
            "-s thorough",
            "-s through",
            "weekly.yml: job session runs the session through, which noxfile.py does not define",
            id="an unknown session",
        ),
        pytest.param(
            "ci.yml",
            '["3.11", "3.12"]',
            '["3.11"]',
            "ci.yml: no job runs the session tests-3.12, which plain `nox` runs",
            id="a gate that is not run",
        ),
        pytest.param(
            "weekly.yml",
            "-s thorough",
            "-s adopt",
            "noxfile.py: no workflow runs the session thorough, and its tag is not `by-hand`",
            id="a session that no workflow runs",
        ),
        pytest.param(
            "ci.yml",
            "[static, tests]",
            "[static]",
            "ci.yml: all-green does not need the job tests",
            id="a job that may be red",
        ),
        pytest.param(
            "ci.yml",
            "    if: always()\n",
            "",
            "ci.yml: all-green must have `if: always()`, because GitHub takes a skipped job for a success",
            id="a gate that may be skipped",
        ),
        pytest.param(
            "ci.yml",
            "  static:\n",
            "  static:\n    continue-on-error: true\n",
            "ci.yml: job static may be green though it failed, because of `continue-on-error`",
            id="a job that may fail",
        ),
        pytest.param(
            "ci.yml",
            "      - run: uvx nox --error-on-missing-interpreters -s lint\n",
            "      - run: uvx nox --error-on-missing-interpreters -s lint\n        if: false\n",
            "ci.yml: job static may be green though its session did not run, because of `if`",
            id="a session that may be skipped",
        ),
    ],
)
def test_a_flaw_is_named(file: str, old: str, new: str, problem: str, repository: Path) -> None:
    """A line says where the flaw is, and what is wrong."""
    replace(repository / ".github" / "workflows" / file, old, new)

    assert problem in find_problems(repository)


def test_a_matrix_stands_for_all_its_values() -> None:
    """Each value counts, of the matrix itself and of what it includes, in every combination."""
    matrix = {"os": ["linux"], "python": ["3.11", "3.12"], "include": [{"os": "windows"}, {"python": "3.13"}]}

    assert set(expand("${{ matrix.os }} ${{matrix.python}}", matrix)) == {
        f"{system} {python}" for system in ("linux", "windows") for python in ("3.11", "3.12", "3.13")
    }


def test_the_command_fails_on_a_flaw(repository: Path) -> None:
    """The exit code is for the gate, the lines on standard error for its reader."""
    sound = run_check(repository)
    replace(repository / "noxfile.py", "thorough", "slow")
    flawed = run_check(repository)

    assert (sound.returncode, sound.stderr) == (0, "")
    assert flawed.returncode == 1
    assert flawed.stderr.splitlines() == [
        "weekly.yml: job session runs the session thorough, which noxfile.py does not define",
        "noxfile.py: no workflow runs the session slow, and its tag is not `by-hand`",
    ]


def run_check(root: Path) -> subprocess.CompletedProcess[str]:
    """Run the check as the gate does."""
    script = Path(__file__).parents[2] / ".ci" / "workflows.py"
    return subprocess.run([sys.executable, script], cwd=root, capture_output=True, check=False, text=True)
