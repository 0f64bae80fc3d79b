"""The linter of the workflows, on a small workflow: sound at first, then with one flaw at a time."""

import runpy
from pathlib import Path

import lint_workflows
import pytest
import yaml
from lint_workflows import find_other_pythons, find_ungated_jobs, main

CI = """
on: [push]
jobs:
  static:
    steps:
      - uses: actions/checkout@v7
      - run: uvx nox -s lint
  tests:
    steps:
      - run: uvx nox -s tests
  all-green:
    needs: [static, tests]
    if: always()
    steps:
      - uses: re-actors/alls-green@v1
        with:
          allowed-skips: ${{ github.event_name == 'push' && 'tests' || '' }}
"""


@pytest.fixture
def workflow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the sound workflow of a small repository, which is the working directory."""
    path = tmp_path / ".github" / "workflows" / "ci.yml"
    path.parent.mkdir(parents=True)
    path.write_text(CI, encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return path


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        pytest.param(
            "[static, tests]",
            "[static]",
            "ci.yml: all-green doesn't need the job tests; add it",
            id="a job that all-green doesn't need",
        ),
        pytest.param(
            "    if: always()\n",
            "",
            "ci.yml: all-green must have `if: always()`, because GitHub counts a skipped job as a success",
            id="an all-green that can be skipped",
        ),
        pytest.param(
            "${{ github.event_name == 'push' && 'tests' || '' }}",
            "tests",
            "ci.yml: all-green accepts skipped jobs anywhere; write its `allowed-skips` as "
            "${{ github.event_name == 'push' && 'JOBS' || '' }}",
            id="an all-green that accepts skipped jobs",
        ),
        pytest.param(
            "'tests' || ''",
            "'static' || 'tests'",
            "ci.yml: all-green accepts skipped jobs anywhere; write its `allowed-skips` as "
            "${{ github.event_name == 'push' && 'JOBS' || '' }}",
            id="an all-green that accepts others in a pull request",
        ),
        pytest.param(
            "        with:\n",
            "        with:\n          allowed-failures: static, tests\n",
            "ci.yml: all-green accepts red jobs, because of `allowed-failures`; remove it",
            id="an all-green that accepts red jobs",
        ),
        pytest.param(
            "  static:\n",
            "  static:\n    continue-on-error: true\n",
            "ci.yml: job static can fail and still be green, because of `continue-on-error`; remove it",
            id="a job that may fail",
        ),
        pytest.param(
            "      - run: uvx nox -s lint\n",
            "      - run: uvx nox -s lint\n        continue-on-error: true\n",
            "ci.yml: job static can fail and still be green, because of `continue-on-error`; remove it",
            id="a step that may fail",
        ),
        pytest.param(
            "      - run: uvx nox -s lint\n",
            "      - run: uvx nox -s lint\n        if: false\n",
            "ci.yml: job static can be green without running its session, because of `if`; remove it",
            id="a session that can be skipped",
        ),
        pytest.param(
            "  all-green:\n",
            "  green:\n",
            "ci.yml: there is no job all-green, which the ruleset requires; add it, or rename it there and in GATE",
            id="an all-green with another name",
        ),
        pytest.param(
            "[static, tests]",
            "static",
            "ci.yml: all-green doesn't need the job tests; add it",
            id="an all-green that needs one job, not in a list",
        ),
        pytest.param(
            "    steps:\n      - run: uvx nox -s tests\n",
            "    uses: ./tests.yml\n    continue-on-error: true\n",
            "ci.yml: job tests can fail and still be green, because of `continue-on-error`; remove it",
            id="a call of another workflow that may fail",
        ),
    ],
)
def test_a_flaw_is_reported(old: str, new: str, problem: str) -> None:
    """The one line says where the flaw is, what is wrong, and what to do."""
    assert old in CI

    problems = list(find_ungated_jobs(yaml.safe_load(CI.replace(old, new))["jobs"]))

    assert problems == [problem]


@pytest.mark.parametrize(
    "jobs",
    [
        pytest.param("  deploy:\n    needs: all-green\n    if: false\n", id="a deployment"),
        pytest.param(
            "  deploy:\n    needs: [all-green]\n  announce:\n    needs: deploy\n", id="a job after a deployment"
        ),
    ],
)
def test_a_job_after_all_green_is_no_gate(jobs: str) -> None:
    """A job that waits for all-green can't be needed by it, and may be skipped."""
    assert list(find_ungated_jobs(yaml.safe_load(CI + jobs)["jobs"])) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("steps:\n      - run: uvx nox -s tests", "uses: ./tests.yml", id="a call of another workflow"),
        pytest.param(
            "  tests:\n",
            "  tests:\n    strategy:\n      matrix: ${{ fromJSON(needs.static.outputs.matrix) }}\n",
            id="a computed matrix",
        ),
        pytest.param(
            "      - run: uvx nox -s lint\n",
            "      - run: sudo apt-get install libpq\n        if: runner.os == 'Linux'\n      - run: uvx nox -s lint\n",
            id="a preparation for one system",
        ),
        pytest.param(
            "      - run: uvx nox -s lint\n",
            "      - run: pipx install nox\n        if: runner.os == 'Linux'\n      - run: nox -s lint\n",
            id="a preparation for nox",
        ),
        pytest.param("  static:\n", "  static:\n    continue-on-error: false\n", id="a job that may not fail"),
    ],
)
def test_a_usual_job_is_accepted(old: str, new: str) -> None:
    """A job needs neither steps of its own nor a matrix that is written down; what isn't a session may be skipped."""
    assert old in CI

    assert list(find_ungated_jobs(yaml.safe_load(CI.replace(old, new))["jobs"])) == []


def test_the_command_succeeds_on_a_sound_workflow(workflow: Path) -> None:
    """Without a flaw the exit code is 0."""
    assert workflow.exists()

    with pytest.raises(SystemExit) as exit_:
        runpy.run_path(lint_workflows.__file__, run_name="__main__")

    assert exit_.value.code == 0


def test_the_command_fails_on_a_flaw(workflow: Path) -> None:
    """With a flaw the command exits with its line, which Python prints on standard error with exit code 1."""
    workflow.write_text(CI.replace("if: always()", "if: success()"), encoding="utf-8")

    with pytest.raises(SystemExit) as exit_:
        main()

    assert exit_.value.code == (
        "ci.yml: all-green must have `if: always()`, because GitHub counts a skipped job as a success"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("", "ci.yml: there is no job all-green, ", id="an empty file"),
        pytest.param("on: push\n", "ci.yml: there is no job all-green, ", id="no jobs"),
        pytest.param("jobs: [\n", r"\.github/workflows/ci\.yml isn't YAML: .*line 2", id="a typing error"),
    ],
)
def test_the_command_explains_what_it_cannot_read(text: str, message: str, workflow: Path) -> None:
    """The exit message is one line, not a traceback."""
    workflow.write_text(text, encoding="utf-8")

    with pytest.raises(SystemExit, match=f"^{message}"):
        main()


def test_a_workflow_that_was_renamed_is_an_error(workflow: Path) -> None:
    """The message says what else to rename."""
    workflow.rename(workflow.with_name("gates.yml"))

    with pytest.raises(
        SystemExit,
        match=r"^\.github/workflows/ci\.yml is missing; if it has another name now, change WORKFLOW in \S+$",
    ):
        main()


@pytest.mark.parametrize(
    ("required", "installed", "problems"),
    [
        pytest.param(">=3.11", "3.11\n3.12\n", [], id="all"),
        pytest.param(">=3.11", "3.13", [], id="a single one"),
        pytest.param(
            ">=3.12",
            "3.11\n3.12\n",
            ["pyproject.toml: requires-python is >=3.12; remove the classifier for Python 3.11"],
            id="one that isn't supported any more",
        ),
        pytest.param(
            ">=3.11",
            "3.10\n3.11\n",
            ["ci.yml: Python 3.12, for which pyproject.toml has a classifier, isn't in python-version"],
            id="one that isn't installed",
        ),
    ],
)
def test_the_workflows_install_the_pythons_of_the_classifiers(
    required: str, installed: str, problems: list[str]
) -> None:
    """Otherwise a session is skipped here, and red in CI, for a reason that no one sees."""
    classifiers = [f"Programming Language :: Python :: {version}" for version in ("3", "3.11", "3.12")]
    project = {"classifiers": classifiers, "requires-python": required}
    jobs = {"tests": {"steps": [{"run": "nox"}, {"with": {"python-version": installed}}]}, "docs": {"uses": "a.yml"}}

    assert list(find_other_pythons(project, {"ci.yml": jobs})) == problems
