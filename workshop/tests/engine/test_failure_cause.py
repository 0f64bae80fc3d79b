"""Tells a test's own errors from those of the program, wherever they're raised."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from _pytest.python import async_fail

from workshop.engine.worker.failures import failure_cause


@pytest.fixture
def prepared() -> None:
    """Do nothing; a test that calls this itself is refused by pytest."""


@pytest.fixture
def failing() -> None:
    """Fail as a check in a fixture does."""
    pytest.fail("there is no three")


class Clock:
    """A fake with slips of the pen."""

    def without_import(self) -> object:
        """Use a name that this file doesn't have."""
        return clock  # type: ignore[name-defined] # noqa: F821 - that's the slip

    def without_attribute(self) -> object:
        """Use an attribute that this object doesn't have."""
        return self.missing  # type: ignore[attr-defined] # that's the slip

    def on_what_it_gets(self) -> object:
        """Use an attribute that something else doesn't have."""
        return "today".year  # type: ignore[attr-defined] # a program may give it anything

    def out_of_answers(self) -> object:
        """Have no answer to one question more."""
        return [].pop()


def failure_of(call: Callable[[], object]) -> BaseException:
    """Return the error that a call raises."""
    with pytest.raises(BaseException) as caught:  # noqa: PT011 - any
        call()
    return caught.value


@pytest.mark.parametrize(
    "call",
    [
        pytest.param(prepared, id="a fixture that is called"),
        pytest.param(lambda: async_fail("test_it"), id="an async test"),
    ],
)
def test_what_pytest_refuses_is_an_error_in_the_test(call: Callable[[], object]) -> None:
    """It says nothing of the program, though pytest says it as `pytest.fail` does."""
    assert failure_cause(failure_of(call), "/program") == "error in the test"


def test_failing_in_a_fixture_is_an_assertion(request: pytest.FixtureRequest) -> None:
    """Pytest calls the fixture, but it's the suite that fails."""
    assert failure_cause(failure_of(lambda: request.getfixturevalue("failing")), "/program") == "assertion"


@pytest.mark.parametrize(
    ("slip", "cause"),
    [
        pytest.param(Clock().without_import, "error in the test", id="a name"),
        pytest.param(Clock().without_attribute, "error in the test", id="an attribute of its own"),
        pytest.param(Clock().on_what_it_gets, "exception", id="an attribute of something else"),
        pytest.param(Clock().out_of_answers, "exception", id="a question too many"),
    ],
)
def test_cause_of_an_error_in_a_fake(slip: Callable[[], object], cause: str, tmp_path: Path) -> None:
    """The program has called the fake, which is wrong if it's certain that no other program would help."""
    names: dict[str, Any] = {}
    exec(compile("def ask(clock): clock()", f"{tmp_path / 'ages.py'}", "exec"), names)  # noqa: S102 - as an import does

    error = failure_of(lambda: names["ask"](slip))

    assert failure_cause(error, f"{tmp_path}") == cause


def test_name_that_the_program_lacks_is_an_exception(tmp_path: Path) -> None:
    """A mutant may have such a slip."""
    code = compile("clock", f"{tmp_path / 'ages.py'}", "exec")

    assert failure_cause(failure_of(lambda: exec(code)), f"{tmp_path}") == "exception"  # noqa: S102
