"""Hints come one after another and give away no more than they must."""

from workshop.course.exercise import Exercise
from workshop.course.hints import Hint, next_hint

ALL = ("squares", "adds-two", "loses-the-minus", "shrinks", "answers-with-text")
GIVEN = {"": 3}


def test_hints_of_the_exercise_come_first(exercise: Exercise) -> None:
    """They come in the author's order."""
    first, second = (next_hint(exercise, (), {"": given}) for given in (0, 1))

    assert first == Hint("", "Doubles", 1, 3, "Begin with 3.")
    assert second == Hint("", "Doubles", 2, 3, "Go below zero.")


def test_hints_about_the_first_survivor_follow(exercise: Exercise) -> None:
    """They give the kind of input, the rule and the diff, but not the name, which tells the bug."""
    hints = [next_hint(exercise, ("squares",), GIVEN | {"adds-two": given}) for given in range(3)]

    assert hints[:2] == [
        Hint("adds-two", "Mutant 2", 1, 3, "Try more than one number."),
        Hint("adds-two", "Mutant 2", 2, 3, "The rule it breaks: The double of a number is twice the number."),
    ]
    assert hints[2].text == "What it changes:"
    assert "-    return 2 * number\n+    return 2 + number\n" in hints[2].diff


def test_last_hint_is_repeated(exercise: Exercise) -> None:
    """There is nothing more to say."""
    third, fourth = (next_hint(exercise, (), GIVEN | {"squares": given}) for given in (2, 3))

    assert third == fourth


def test_hint_about_a_wanted_mutant_comes_at_once(exercise: Exercise) -> None:
    """It comes before the hints of the exercise, whatever else survives."""
    hint = next_hint(exercise, (), {}, exercise.find("4"))

    assert hint == Hint("shrinks", "Mutant 4", 1, 3, "Is the result too large or too small?")


def test_without_a_survivor_hints_are_those_of_the_exercise(exercise: Exercise) -> None:
    """A test may still have to be fixed; the last hint is repeated."""
    hints = [next_hint(exercise, ALL, {"": given}) for given in (0, 2, 3)]

    assert [hint.text for hint in hints] == [exercise.hints[0], exercise.hints[2], exercise.hints[2]]
