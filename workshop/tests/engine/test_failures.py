"""A failure is described by one line of text and the line of the test's file where it happened."""

import doctest
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal, NoReturn

import pytest
from _pytest.doctest import MultipleDoctestFailures

from tests.ages import FILE, run, write_tests
from workshop.engine.controller.pool import Pool
from workshop.engine.limits import MESSAGE_LENGTH
from workshop.engine.worker.failures import (
    deciding_error,
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


def raise_it(error: BaseException) -> NoReturn:
    """Raise an error."""
    raise error


def fail(error: BaseException) -> BaseException:
    """Raise an error here, in a test file, and return it with its traceback."""
    try:
        raise_it(error)
    except type(error) as caught:
        return caught


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        pytest.param(AssertionError(), "assertion", id="an assertion"),
        pytest.param(pytest.fail.Exception("no"), "assertion", id="pytest.fail"),
        pytest.param(NameError("say"), "error in the test", id="an error of the test's own"),
    ],
)
def test_cause_of_a_failure_outside_the_program(error: BaseException, cause: str) -> None:
    """An assertion says something of the program, any other error of the test."""
    assert failure_cause(fail(error), "/program") == cause


@pytest.fixture
def from_program(tmp_path: Path) -> Exception:
    """Return an error that came out of a program in the temporary folder."""
    code = compile("def grow():\n    raise ValueError('no')\n", f"{tmp_path / 'ages.py'}", "exec")
    names: dict[str, Any] = {}
    exec(code, names)  # noqa: S102 - as an import does
    with pytest.raises(ValueError, match="no") as caught:
        names["grow"]()
    return caught.value


def test_exception_that_came_out_of_the_program(from_program: Exception, tmp_path: Path) -> None:
    """Its traceback goes through a file of the program."""
    assert failure_cause(from_program, f"{tmp_path}") == "exception"


def test_the_deciding_error_of_a_group_is_inside(from_program: Exception, tmp_path: Path) -> None:
    """It's an assertion if there's one, else what came out of the program, else the first."""
    own, assertion = NameError("say"), AssertionError("assert 1 == 2")

    def deciding(*errors: Exception) -> BaseException:
        return deciding_error(ExceptionGroup("some", [ExceptionGroup("inner", errors)]), f"{tmp_path}")

    assert deciding(own, from_program, assertion) is assertion
    assert deciding(own, from_program) is from_program
    assert deciding(own, KeyError()) is own


def test_a_group_that_the_program_raises_decides_itself(tmp_path: Path) -> None:
    """The errors inside it may have been raised nowhere."""
    group = ExceptionGroup("some", [KeyError()])
    with pytest.raises(ExceptionGroup):
        exec(compile("raise group", f"{tmp_path / 'ages.py'}", "exec"), {"group": group})  # noqa: S102 - our own

    assert deciding_error(group, f"{tmp_path}") is group


def test_failure_message_has_the_counterexample_of_a_group() -> None:
    """Hypothesis adds it to what the property has raised."""
    assertion = AssertionError("assert 1 == 2")
    group = with_notes(ExceptionGroup("one", [assertion]), "Failing test case: test(n=0)")

    assert failure_message(assertion, group) == "AssertionError: assert 1 == 2 Failing test case: test(n=0)"


def doctest_failure(source: str, **names: object) -> BaseException:
    """Return the first failure of a doctest whose example is on the third line of `test_it.txt`."""
    test = doctest.DocTestParser().get_doctest(f"Some text.\n\n{source}", names, "test_it.txt", "test_it.txt", 0)
    with pytest.raises((doctest.DocTestFailure, doctest.UnexpectedException)) as caught:
        doctest.DebugRunner().run(test)
    return caught.value


@pytest.mark.parametrize(
    ("source", "message"),
    [
        pytest.param(">>> 'Fizz'\n'0'\n", "DocTestFailure: expected '0', got 'Fizz'", id="another value"),
        pytest.param(">>> 'Fizz'\n", "DocTestFailure: expected nothing, got 'Fizz'", id="nothing expected"),
        pytest.param(">>> None\n'0'\n", "DocTestFailure: expected '0', got nothing", id="nothing printed"),
    ],
)
def test_example_of_a_doctest_that_prints_something_else(source: str, message: str) -> None:
    """It's an assertion, on the line of the example."""
    failure = doctest_failure(source)

    assert deciding_error(failure, "/program") is failure
    assert failure_cause(failure, "/program") == "assertion"
    assert failure_message(failure) == message
    assert [failure_line(failure, file) for file in ("test_it.txt", "test_other.txt")] == [3, 0]


def test_example_of_a_doctest_without_a_line() -> None:
    """Doctest doesn't know the line of every docstring."""
    failure = doctest_failure(">>> 1\n2\n")
    assert isinstance(failure, doctest.DocTestFailure)
    failure.test.lineno = None

    assert failure_line(failure, "test_it.txt") == 0


def test_example_of_a_doctest_that_raises(from_program: Exception, tmp_path: Path) -> None:
    """What it raises decides, and the line is that of the example."""
    failure = doctest_failure(">>> fail(error)\n", fail=raise_it, error=from_program)

    assert deciding_error(failure, f"{tmp_path}") is from_program
    assert failure_line(failure, "test_it.txt") == 3


def test_several_failures_of_a_doctest_are_a_group() -> None:
    """Pytest collects them if it's told to continue after the first."""
    failure = doctest_failure(">>> 1\n2\n")
    assert isinstance(failure, doctest.DocTestFailure)

    assert deciding_error(MultipleDoctestFailures([failure]), "/program") is failure


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


TWO_FAILURES = """
from hypothesis import given, strategies as st

from ages import is_adult


@given(st.booleans())
def test_it(is_old):
    if is_old:
        assert not is_adult(18)
    assert is_adult(17)
"""


def test_property_with_two_failures_has_the_line_and_text_of_one(ages_pool: Pool) -> None:
    """Hypothesis raises both in a group, once it has looked for the smallest examples."""
    tests = replace(write_tests(ages_pool, TWO_FAILURES), explain=True)

    outcome = run(ages_pool, tests).outcome(f"{FILE}::test_it")

    assert (outcome.cause, outcome.line) in {("assertion", 10), ("assertion", 11)}
    assert outcome.message.startswith("AssertionError: assert ")
    assert "is_old=" in outcome.message


def test_error_inside_a_doctest_has_the_line_of_the_example(ages_pool: Pool) -> None:
    """Pytest collects files with examples too; the program's own error counts as one of the program."""
    tests = write_tests(ages_pool, "One is\n\n>>> from ages import is_adult\n>>> is_adult('x')\n", "test_ages.txt")

    assert run(ages_pool, tests).outcome("test_ages.txt::test_ages.txt").cause == "exception"
    assert run(ages_pool, tests).outcome("test_ages.txt::test_ages.txt").line == 4
