"""Hints come one after another, and tell no more than is asked."""

from pathlib import Path

import pytest

from tests.doubles import write_exercise
from workshop.course.exercise import Exercise
from workshop.course.hints import Hint, next_hint

ALL = ("squares", "adds-two", "loses-the-minus", "shrinks", "answers-with-text")
GIVEN = {"": 3}


@pytest.fixture
def exercise(tmp_path: Path) -> Exercise:
    """Return the small exercise."""
    return write_exercise(tmp_path)


def test_first_come_the_hints_of_the_exercise(exercise: Exercise) -> None:
    """In their order."""
    first, second = (next_hint(exercise, (), {"": given}) for given in (0, 1))

    assert first == Hint("", "Doubles", 1, 3, "Begin with 3.")
    assert second == Hint("", "Doubles", 2, 3, "Go below zero.")


def test_then_of_the_first_survivor_the_input_the_rule_and_the_diff(exercise: Exercise) -> None:
    """Its name, which tells the flaw, is not among them."""
    hints = [next_hint(exercise, ("squares",), GIVEN | {"adds-two": given}) for given in range(3)]

    assert hints[:2] == [
        Hint("adds-two", "Mutant 2", 1, 3, "Try more than one number."),
        Hint("adds-two", "Mutant 2", 2, 3, "The rule that it breaks: The double of a number is twice the number."),
    ]
    assert "-    return 2 * number\n+    return 2 + number\n" in hints[2].diff


def test_the_last_hint_is_given_again(exercise: Exercise) -> None:
    """There is nothing more to tell."""
    third, fourth = (next_hint(exercise, (), GIVEN | {"squares": given}) for given in (2, 3))

    assert third == fourth


def test_a_hint_can_be_about_the_mutant_that_is_wanted(exercise: Exercise) -> None:
    """Before those of the exercise, and whatever else survives."""
    hint = next_hint(exercise, (), {}, exercise.find("4"))

    assert hint == Hint("shrinks", "Mutant 4", 1, 3, "Is it more or less?")


def test_where_nothing_survives_there_are_those_of_the_exercise(exercise: Exercise) -> None:
    """A test may still have to be mended; the last one is given again."""
    hints = [next_hint(exercise, ALL, {"": given}) for given in (0, 2, 3)]

    assert [hint.text for hint in hints] == [exercise.hints[0], exercise.hints[2], exercise.hints[2]]
