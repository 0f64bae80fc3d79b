"""`check` and `grade` say what the sandbox of a machine can't prevent, and `grade` can refuse to start there."""

from pathlib import Path

import pytest

from tests.cli.conftest import Command, write_answer
from tests.doubles import SOLUTION
from workshop.engine.sandbox import features

SIGNALS = "send signals to other processes (prevented by Linux 6.12 with Landlock)"
SOCKETS = "use the abstract sockets of other processes (prevented by Linux 6.12 with Landlock)"


@pytest.fixture
def old_kernel(monkeypatch: pytest.MonkeyPatch, run: Command) -> Command:
    """Return a function that runs the command as if the kernel had an older Landlock."""
    monkeypatch.setattr(features, "landlock_version", lambda: 5)
    return run


def test_check_names_what_is_missing(course: Path, old_kernel: Command) -> None:
    """The verdict comes all the same; the line is on stderr, so that a report on stdout stays as it is."""
    write_answer(course, SOLUTION)

    result = old_kernel("check", "13", "--json")

    assert (result.code, result.out[0]) == (0, "{")
    assert result.err == f"workshop: the sandbox isn't complete here: tests can {SIGNALS}; {SOCKETS}\n"


def test_grade_names_what_is_missing(course: Path, old_kernel: Command) -> None:
    """The class is graded all the same."""
    (course / "class").mkdir()

    result = old_kernel("grade", "class")

    assert result.code == 0
    assert result.err == f"workshop: the sandbox isn't complete here: tests can {SIGNALS}; {SOCKETS}\n"


def test_grade_refuses_if_the_sandbox_is_required(course: Path, old_kernel: Command) -> None:
    """No test is run, and no file is written."""
    (course / "class").mkdir()

    result = old_kernel("grade", "class", "--require-sandbox")

    assert (result.code, result.out) == (2, "")
    assert result.err == (
        f"workshop: the sandbox isn't complete here, so no tests were run: they can {SIGNALS}; {SOCKETS}\n"
    )
    assert not (course / "grades.csv").exists()


def test_grade_starts_if_the_required_sandbox_is_complete(course: Path, run: Command) -> None:
    """There's nothing to say about it."""
    (course / "class").mkdir()

    result = run("grade", "class", "--require-sandbox")

    assert (result.code, result.err) == (0, "")
