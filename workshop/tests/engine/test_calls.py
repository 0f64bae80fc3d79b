"""The recorder of calls finds out what a failing test has checked."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.engine.recorded_calls import PROGRAM, ComparedBy, record, recorded
from workshop.engine.failed_check import FailedCheck
from workshop.engine.worker.calls import CallRecorder

NOTHING = FailedCheck()
Program = dict[str, Callable[..., Any]]


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """Return the names of a program in `tmp_path`."""
    functions: Program = {}
    exec(compile(PROGRAM, f"{tmp_path / 'program.py'}", "exec"), functions)  # noqa: S102 - it's what an import does
    return functions


class TestCheck:
    """What a test has checked, if it failed without a comparison."""

    def test_an_error_of_the_program_is_the_result_of_the_last_call(self, program: Program, tmp_path: Path) -> None:
        """It isn't known what the test wants instead."""
        recorder = recorded(tmp_path, lambda: program["check"](-1))

        assert recorder.check(ValueError()) == FailedCheck("check(-1)", "raise ValueError")

    def test_an_error_that_was_expected_is_named(self, program: Program, tmp_path: Path) -> None:
        """Pytest says which one wasn't raised."""
        recorder = recorded(tmp_path, lambda: program["check"](1))

        found = recorder.check(pytest.fail.Exception("DID NOT RAISE ValueError"))

        assert found == FailedCheck("check(1)", "True", "raise ValueError")

    def test_the_opposite_of_a_truth_value_is_expected(self, program: Program, tmp_path: Path) -> None:
        """As in `assert check(0)`."""
        recorder = recorded(tmp_path, lambda: program["check"](0))

        assert recorder.check(AssertionError()) == FailedCheck("check(0)", "False", "True")

    def test_an_error_that_the_program_catches_is_no_result(self, program: Program, tmp_path: Path) -> None:
        """The call goes on after it."""
        recorder = recorded(tmp_path, lambda: program["tolerant"](-1))

        assert recorder.check(AssertionError()) == FailedCheck("tolerant(-1)", "None")

    def test_making_an_object_counts_only_if_it_fails(self, program: Program, tmp_path: Path) -> None:
        """It has no result."""
        made = recorded(tmp_path, lambda: program["Box"](1))
        failed = recorded(tmp_path, lambda: program["Box"](-1))

        assert made.check(AssertionError()) == NOTHING
        assert failed.check(OverflowError()) == FailedCheck("Box(-1)", "raise OverflowError")

    def test_an_object_to_work_with_is_no_result(self, program: Program, tmp_path: Path) -> None:
        """Everything that a test does with it would look the same."""
        recorder = recorded(tmp_path, program["box"])

        assert recorder.check(AssertionError()) == NOTHING

    def test_an_error_of_something_else_says_nothing(self, program: Program, tmp_path: Path) -> None:
        """The last call has nothing to do with it."""
        recorder = recorded(tmp_path, lambda: program["add"](1))

        assert recorder.check(KeyError()) == NOTHING

    def test_each_test_is_recorded_by_itself(self, program: Program, tmp_path: Path) -> None:
        """The next one hasn't called what this one has."""
        recorder = recorded(tmp_path, lambda: program["check"](1))

        record(recorder)

        assert recorder.check(AssertionError()) == NOTHING


class TestCompare:
    """What a test has checked, if a comparison failed."""

    @pytest.mark.parametrize(
        ("comparison", "expected"),
        [
            pytest.param(("==", 3, 4), FailedCheck("add(1, 2)", "3", "4"), id="the result is on the left"),
            pytest.param(("==", 4, 3), FailedCheck("add(1, 2)", "3", "4"), id="the result is on the right"),
            pytest.param(("==", [3, 7], [4, 7]), FailedCheck("add(1, 2)", "3", "4"), id="it's in a list"),
            pytest.param(("!=", 3, 3), FailedCheck("add(1, 2)", "3"), id="a result is refused"),
            pytest.param(("in", 3, (4, 5)), FailedCheck("add(1, 2)", "3"), id="several are expected"),
            pytest.param(("==", 8, 9), FailedCheck("mean(6, 2)", "4.0", "", "8 == 9"), id="something else is compared"),
            pytest.param(("<", 8, 8), FailedCheck("mean(6, 2)", "4.0", "", "8 < 8"), id="something else is refused"),
        ],
    )
    def test_it_is_about_the_call_with_that_result(
        self, comparison: tuple[str, object, object], expected: FailedCheck, program: Program, tmp_path: Path
    ) -> None:
        """Or else about the last one; calls inside the program don't count."""
        recorder = recorded(tmp_path, lambda: program["add"](1), lambda: program["mean"](6, other=2))

        recorder.compare(*comparison)

        assert recorder.check(AssertionError()) == expected

    def test_comparing_calls_nothing(self, program: Program, tmp_path: Path) -> None:
        """What the comparison itself calls of the program isn't recorded."""
        recorder = CallRecorder(f"{tmp_path}")
        one, other = ComparedBy(program["check"]), ComparedBy(program["check"])

        record(recorder, lambda: program["plus"](1, 1), lambda: recorder.compare("==", one, other))

        assert recorder.check(AssertionError()).call == "plus(1, 1)"

    @pytest.mark.parametrize(
        ("most_steps", "expected"),
        [
            pytest.param(100, FailedCheck("add(1, 2)", "3", "4"), id="enough"),
            pytest.param(7, NOTHING, id="too few, in the second call"),
            pytest.param(2, NOTHING, id="too few, in the first call"),
        ],
    )
    def test_after_too_many_steps_nothing_is_known(
        self, most_steps: int, expected: FailedCheck, program: Program, tmp_path: Path
    ) -> None:
        """Neither the calls until then, nor the comparison alone."""
        recorder = CallRecorder(f"{tmp_path}")

        record(recorder, lambda: program["add"](2), lambda: program["add"](1), most_steps=most_steps)
        recorder.compare("==", 3, 4)

        assert recorder.check(AssertionError()) == expected

    def test_without_a_call_the_comparison_is_all(self, tmp_path: Path) -> None:
        """The test doesn't ask the program."""
        recorder = recorded(tmp_path)

        recorder.compare("==", 1, 2)

        assert recorder.check(AssertionError()) == FailedCheck(comparison="1 == 2")
