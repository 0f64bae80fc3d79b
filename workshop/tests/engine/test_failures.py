"""A failure is described by one line of text and the line of the test's file where it happened."""

import pytest

from workshop.engine.limits import MESSAGE_LENGTH
from workshop.engine.worker.failures import failure_line, failure_message


def with_notes(error: Exception, *notes: str) -> Exception:
    """Return an error with notes, as Hypothesis adds them."""
    for note in notes:
        error.add_note(note)
    return error


@pytest.mark.parametrize(
    ("error", "message"),
    [
        pytest.param(ValueError("no"), "ValueError: no", id="its type and text"),
        pytest.param(ValueError(), "ValueError: ", id="no text"),
        pytest.param(AssertionError("assert 1 == 2\n  +  where"), "AssertionError: assert 1 == 2 +  where", id="lines"),
        pytest.param(
            with_notes(ValueError("no"), "Failing test case: test(", "    n=0,", ")"),
            "ValueError: no Failing test case: test( n=0, )",
            id="a counterexample of Hypothesis",
        ),
        pytest.param(TypeError("<Game object at 0x7f01> is odd"), "TypeError: <Game object> is odd", id="an address"),
        pytest.param(
            Exception("ImportError while importing\nTraceback:\n  x.py:1\nE   ModuleNotFoundError: No module\nE     a"),
            "ModuleNotFoundError: No module a",
            id="a file that couldn't be imported",
        ),
    ],
)
def test_failure_message(error: Exception, message: str) -> None:
    """The message is one line, without anything that differs from run to run."""
    assert failure_message(error) == message


def test_failure_message_is_cut_off() -> None:
    """A long text doesn't fill the screen."""
    assert len(failure_message(ValueError("x" * 1_000))) == MESSAGE_LENGTH


def caught(source: str, **names: object) -> BaseException:
    """Return the error that a source in the file "test_it.py" raises."""
    with pytest.raises(ZeroDivisionError) as error:
        exec(compile(source, "test_it.py", "exec"), names)  # noqa: S102 - our own
    return error.value


def divide() -> float:
    """Divide by zero."""
    return 1 / 0


def test_failure_line_is_the_innermost_in_the_file_of_the_test() -> None:
    """An error in the program is shown where the test, or a helper in its file, calls the program."""
    error = caught("def helper():\n    divide()\n\n\nhelper()\n", divide=divide)

    assert failure_line(error, "test_it.py") == 2


def test_failure_line_is_zero_if_the_error_is_from_elsewhere() -> None:
    """An error that never came through the file of the test has no line there."""
    assert failure_line(caught("1 / 0"), "test_other.py") == 0
