"""A failure is described by one line of text and the line of the test's file where it happened."""

from pathlib import Path
from typing import Any, Literal

import pytest

from workshop.engine.limits import MESSAGE_LENGTH
from workshop.engine.worker.failures import (
    failure_cause,
    failure_line,
    failure_message,
    failure_place,
    reason_not_to_count,
    without_tree,
)


class SilentError(Exception):
    """An error that raises another one when its text is wanted."""

    def __str__(self) -> str:
        """Raise ValueError."""
        raise ValueError


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
        pytest.param(
            AssertionError("assert 'Fizz' == 'Fuzz'\n  \n  - Fuzz\n  ?  ^\n  + Fizz\n  ?  ^"),
            "AssertionError: assert 'Fizz' == 'Fuzz'",
            id="a diff of short texts",
        ),
        pytest.param(
            AssertionError("assert 'one\\ntwo' == 'one\\nto'\n  \n    one\n  - to\n  + two\n  ?  +"),
            "AssertionError: assert 'one\\ntwo' == 'one\\nto'  one - to + two",
            id="a diff of lines",
        ),
        pytest.param(
            AssertionError("assert [1] == [2]\n  \n  At index 0 diff: 1 != 2\n  Use -v to get more diff"),
            "AssertionError: assert [1] == [2]  At index 0 diff: 1 != 2",
            id="a diff of lists",
        ),
        pytest.param(TypeError("<Game object at 0x7f01> is odd"), "TypeError: <Game object> is odd", id="an address"),
        pytest.param(SilentError(), "SilentError: (its text can't be had: __str__ raises)", id="one without a text"),
    ],
)
def test_failure_message(error: Exception, message: str) -> None:
    """The message is one line, without anything that differs from run to run."""
    assert failure_message(error) == message


def test_files_of_the_program_have_their_path_in_it() -> None:
    """The folder of a run says nothing to a learner."""
    message = "../tree/game.py:4: in <module>\nImportError: cannot import name 'x' from 'game' (/tmp/1/tree/game.py)"

    shown = without_tree(message, "/tmp/1/tree")  # noqa: S108 - a name

    assert shown == "game.py:4: in <module>\nImportError: cannot import name 'x' from 'game' (game.py)"


def fail(error: BaseException) -> BaseException:
    """Raise an error here, in a test file, and return it with its traceback."""
    try:
        raise error
    except type(error) as caught:
        return caught


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        pytest.param(AssertionError(), "assertion", id="an assertion"),
        pytest.param(pytest.fail.Exception("no"), "assertion", id="pytest.fail"),
        pytest.param(NameError("say"), "error in the test", id="an error of the test's own"),
        pytest.param(
            pytest.fail.Exception("async def functions are not natively supported."),
            "error in the test",
            id="an async test",
        ),
        pytest.param(ExceptionGroup("two", [NameError("say"), AssertionError()]), "assertion", id="a group"),
    ],
)
def test_cause_of_a_failure_outside_the_program(error: BaseException, cause: str) -> None:
    """An assertion says something of the program, any other error of the test."""
    assert failure_cause(fail(error), "/program") == cause


def test_exception_that_came_out_of_the_program(tmp_path: Path) -> None:
    """Its traceback goes through a file of the program."""
    code = compile("def grow():\n    raise ValueError('no')\n", f"{tmp_path / 'ages.py'}", "exec")
    names: dict[str, Any] = {}
    exec(code, names)  # noqa: S102 - as an import does

    with pytest.raises(ValueError, match="no") as caught:
        names["grow"]()

    assert failure_cause(caught.value, f"{tmp_path}") == "exception"


def test_missing_fixture_is_named(request: pytest.FixtureRequest) -> None:
    """Pytest's own text has a list of all fixtures."""
    with pytest.raises(pytest.FixtureLookupError) as caught:
        request.getfixturevalue("game")

    assert failure_message(caught.value) == "FixtureLookupError: fixture 'game' not found"


@pytest.mark.parametrize(
    ("outcome", "longrepr", "wasxfail", "reason"),
    [
        pytest.param("skipped", ("test_a.py", 3, "Skipped: later"), None, "skipped: later", id="skipped"),
        pytest.param("skipped", ("test_a.py", 3, "Skipped"), None, "skipped", id="skipped without a reason"),
        pytest.param("skipped", "error", "a bug", "expected to fail, and does: a bug", id="fails"),
        pytest.param("skipped", "error", "reason: a bug", "expected to fail, and does: a bug", id="pytest.xfail"),
        pytest.param("skipped", "error", "", "expected to fail, and does", id="fails without a reason"),
        pytest.param("passed", None, "a bug", "expected to fail, and passes: a bug", id="passes"),
        pytest.param("failed", "[XPASS(strict)] a bug", None, "expected to fail, and passes: a bug", id="strict"),
        pytest.param("passed", None, None, "", id="passed"),
        pytest.param("failed", "error", None, "", id="failed"),
    ],
)
def test_reason_not_to_count(
    outcome: Literal["passed", "failed", "skipped"],
    longrepr: Any,  # noqa: ANN401 - as in pytest
    wasxfail: str | None,
    reason: str,
) -> None:
    """It says what has become of a test that's skipped or expected to fail, and why in the test's own words."""
    report = pytest.TestReport("test_a.py::test_it", ("test_a.py", 3, "test_it"), {}, outcome, longrepr, "call")
    if wasxfail is not None:
        report.wasxfail = wasxfail

    assert reason_not_to_count(report) == reason


def test_failure_message_is_cut_off() -> None:
    """A long text doesn't fill the screen."""
    assert len(failure_message(ValueError("x" * 1_000))) == MESSAGE_LENGTH


def caught(source: str, file: str = "test_it.py", **names: object) -> BaseException:
    """Return the error that a source in a file raises."""
    with pytest.raises(ZeroDivisionError) as error:
        exec(compile(source, file, "exec"), names)  # noqa: S102 - our own
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


def test_failure_place_is_the_innermost_below_a_folder() -> None:
    """A helper or a conftest.py beside the test is named with its path there."""
    error = caught("def help():\n    divide()\n\n\nhelp()\n", file="/suite/more/helper.py", divide=divide)

    assert failure_place(error, "/suite") == "more/helper.py:2"
    assert failure_place(error, "/other") == ""
