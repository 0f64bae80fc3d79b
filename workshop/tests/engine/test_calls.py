"""The recorder of calls finds out what a failing test has checked."""

import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from workshop.engine.failed_check import FailedCheck
from workshop.engine.worker.calls import CallRecorder, call_text, first_difference, is_same, shown

PROGRAM = """def add(one, other=2):
    return plus(one, other)


def plus(one, other):
    return one + other


def check(number):
    if number < 0:
        raise ValueError(number)
    return number > 0


def tolerant(number):
    try:
        check(number)
    except ValueError:
        pass


class Box:
    def __init__(self, size):
        if size < 0:
            raise OverflowError
        self.items = []

    def put(self, item):
        self.items.append(item)
        return len(self.items)
"""
NOTHING = FailedCheck()
Program = dict[str, Callable[..., Any]]


class AlwaysDifferent:
    """Can't be compared."""

    def __eq__(self, other: object) -> bool:
        """Raise ValueError."""
        raise ValueError

    __hash__ = object.__hash__


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """Return the names of a program in `tmp_path`."""
    functions: Program = {}
    exec(compile(PROGRAM, f"{tmp_path / 'program.py'}", "exec"), functions)  # noqa: S102 - it's what an import does
    return functions


def recorded(tmp_path: Path, *steps: Callable[[CallRecorder], object]) -> CallRecorder:
    """Return a recorder that has recorded these steps."""
    recorder = CallRecorder(f"{tmp_path}")
    record(recorder, *steps)
    return recorder


def record(recorder: CallRecorder, *steps: Callable[[CallRecorder], object]) -> None:
    """Record some steps in a thread of their own: coverage can't measure where another traces.

    What the last step raises is passed over.
    """

    def run() -> None:  # pragma: no cover
        with recorder.recording():
            try:
                for step in steps:
                    step(recorder)
            except (ValueError, OverflowError):
                pass

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()


class TestCheck:
    """What a test has checked, if it failed without a comparison."""

    def test_an_error_of_the_program_is_the_result_of_the_last_call(self, program: Program, tmp_path: Path) -> None:
        """It isn't known what the test wants instead."""
        recorder = recorded(tmp_path, lambda _: program["check"](-1))

        assert recorder.check(ValueError()) == FailedCheck("check(-1)", "raise ValueError")

    def test_an_error_that_was_expected_is_named(self, program: Program, tmp_path: Path) -> None:
        """Pytest says which one wasn't raised."""
        recorder = recorded(tmp_path, lambda _: program["check"](1))

        found = recorder.check(pytest.fail.Exception("DID NOT RAISE ValueError"))

        assert found == FailedCheck("check(1)", "True", "raise ValueError")

    def test_the_opposite_of_a_truth_value_is_expected(self, program: Program, tmp_path: Path) -> None:
        """As in `assert check(0)`."""
        recorder = recorded(tmp_path, lambda _: program["check"](0))

        assert recorder.check(AssertionError()) == FailedCheck("check(0)", "False", "True")

    def test_an_error_that_the_program_catches_is_no_result(self, program: Program, tmp_path: Path) -> None:
        """The call goes on after it."""
        recorder = recorded(tmp_path, lambda _: program["tolerant"](-1))

        assert recorder.check(AssertionError()) == FailedCheck("tolerant(-1)", "None")

    def test_making_an_object_counts_only_if_it_fails(self, program: Program, tmp_path: Path) -> None:
        """Its result is none."""
        made = recorded(tmp_path, lambda _: program["Box"](1))
        failed = recorded(tmp_path, lambda _: program["Box"](-1))

        assert made.check(AssertionError()) == NOTHING
        assert failed.check(OverflowError()) == FailedCheck("Box(-1)", "raise OverflowError")

    def test_each_test_is_recorded_by_itself(self, program: Program, tmp_path: Path) -> None:
        """The next one hasn't called what this one has."""
        recorder = recorded(tmp_path, lambda _: program["check"](1))

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
            pytest.param(("==", 8, 9), FailedCheck("add(3, 4)", "7", "", "8 == 9"), id="something else is compared"),
            pytest.param(("<", 8, 8), FailedCheck("add(3, 4)", "7"), id="something else is refused"),
        ],
    )
    def test_it_is_about_the_call_with_that_result(
        self, comparison: tuple[str, object, object], expected: FailedCheck, program: Program, tmp_path: Path
    ) -> None:
        """Or else about the last one; calls inside the program don't count."""
        recorder = recorded(
            tmp_path,
            lambda _: program["add"](1),
            lambda _: program["add"](3, other=4),
            lambda recorder: recorder.compare(*comparison),
        )

        assert recorder.check(AssertionError()) == expected

    def test_comparing_calls_nothing(self, program: Program, tmp_path: Path) -> None:
        """What the comparison itself calls of the program isn't recorded."""

        class Result:
            def __eq__(self, other: object) -> bool:  # pragma: no cover
                return bool(program["check"](0))

            __hash__ = object.__hash__

        recorder = recorded(
            tmp_path,
            lambda _: program["plus"](1, 1),
            lambda recorder: recorder.compare("==", Result(), Result()),
        )

        assert recorder.check(AssertionError()).call == "plus(1, 1)"

    def test_without_a_call_the_comparison_is_all(self, tmp_path: Path) -> None:
        """The test doesn't ask the program."""
        recorder = recorded(tmp_path, lambda recorder: recorder.compare("==", 1, 2))

        assert recorder.check(AssertionError()) == FailedCheck(comparison="1 == 2")


def here(*_others: object, **_keywords: object) -> FrameType:
    """Return the frame of this call."""
    return sys._getframe()  # noqa: SLF001 - it's what a trace function gets


class Caller:
    """Has a method."""

    def method(self, _number: int) -> FrameType:
        """Return the frame of this call."""
        return sys._getframe()  # noqa: SLF001


@pytest.mark.parametrize(
    ("frame", "text"),
    [
        pytest.param(here(), "here()", id="nothing"),
        pytest.param(here(1, "a"), "here(1, 'a')", id="any number"),
        pytest.param(here(name=[2]), "here(name=[2])", id="by name"),
        pytest.param(Caller().method(3), "Caller.method(3)", id="without the object itself"),
    ],
)
def test_a_call_is_written_as_an_expression(frame: FrameType, text: str) -> None:
    """With its arguments."""
    assert call_text(frame) == text


@pytest.mark.parametrize(
    ("left", "right", "difference"),
    [
        pytest.param([1, 2, 3], [1, 4, 5], (2, 4), id="lists"),
        pytest.param((1, [2, 3]), (1, [2, 4]), (3, 4), id="a list in a tuple"),
        pytest.param({"a": 1, "b": 2}, {"a": 1, "b": 3}, (2, 3), id="dicts"),
        pytest.param([1], [1, 2], ([1], [1, 2]), id="lists of other lengths"),
        pytest.param({"a": 1}, {"b": 1}, ({"a": 1}, {"b": 1}), id="dicts of other keys"),
        pytest.param(1, 2, (1, 2), id="single values"),
        pytest.param([1], [1], ([1], [1]), id="no difference"),
    ],
)
def test_the_first_difference(left: object, right: object, difference: tuple[object, object]) -> None:
    """It's looked for inside of sequences and dicts."""
    assert first_difference(left, right) == difference


def test_values_that_cannot_be_compared_are_not_the_same() -> None:
    """Nor do they differ anywhere inside."""
    one, other = AlwaysDifferent(), AlwaysDifferent()

    assert not is_same(one, other)
    assert is_same(one, one)
    assert not is_same(1, True)  # noqa: FBT003 - that's the point
    assert first_difference([one], [other])[0] is not one


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param(object(), "<object object>", id="an address"),
        pytest.param("x" * 1_000, f"'{'x' * 72}...{'x' * 73}'", id="a long text"),
    ],
)
def test_a_value_is_shown_without_what_differs_each_time(value: object, text: str) -> None:
    """And cut if it's long."""
    assert shown(value) == text
