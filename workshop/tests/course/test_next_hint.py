"""Hints come one after another and give away no more than they must."""

from pathlib import Path

from tests.doubles import TABLE, write_exercise
from workshop.course.exercise import Exercise
from workshop.course.next_hint import LAST, LAST_OF_ALL, LAST_TO_BEGIN, Hint, next_hint

ALL = ("squares", "adds-two", "loses-the-minus", "shrinks", "answers-with-text")


def test_hints_of_the_exercise_come_first(exercise: Exercise) -> None:
    """They come in the author's order."""
    first, second = (next_hint(exercise, (), {"": given}) for given in (0, 1))

    assert first == Hint("", "Doubles", 1, 3, "Begin with 3.")
    assert second == Hint("", "Doubles", 2, 3, "Go below zero.")


def test_last_hint_of_the_exercise_is_repeated(exercise: Exercise) -> None:
    """As long as nothing is killed, hints are about the beginning; the last says that it's the last."""
    third, fourth = (next_hint(exercise, (), {"": given}) for given in (2, 3))

    assert third == fourth == Hint("", "Doubles", 3, 3, "Then look at both sides of it.", after=LAST_TO_BEGIN)


def test_first_kill_leads_to_hints_about_the_next_survivor(exercise: Exercise) -> None:
    """They give the rule, the kind of input with the line, and the diff, but not the name, which tells the bug."""
    hints = [next_hint(exercise, ("squares",), {"": 1, "adds-two": given}) for given in range(3)]

    where = "Try more than one number.\n\nIt changes the program here:"
    assert hints[:2] == [
        Hint("adds-two", "Mutant 2", 1, 3, "It breaks rule 1: The double of a number is twice the number."),
        Hint("adds-two", "Mutant 2", 2, 3, where, "    return 2 * number"),
    ]
    assert (hints[2].text, hints[2].after) == ("What it changes:", LAST)
    assert "-    return 2 * number\n+    return 2 + number\n" in hints[2].code


def test_place_of_a_mutant_has_whole_lines_only(tmp_path: Path) -> None:
    """The text that a mutant replaces may end with a line."""
    table = TABLE.replace("'2 * number'", "'''    return 2 * number\n'''", 1).replace(
        "'number * number'", "'''    return 4\n'''"
    )
    exercise = write_exercise(tmp_path, table=table)

    assert next_hint(exercise, (), {"squares": 1}, exercise.find("1")).code == "    return 2 * number"


def test_last_hint_about_a_mutant_is_repeated(exercise: Exercise) -> None:
    """There is nothing more to say."""
    third, fourth = (next_hint(exercise, ("squares",), {"adds-two": given}) for given in (2, 3))

    assert third == fourth


def test_last_hint_about_the_only_survivor_promises_no_other(exercise: Exercise) -> None:
    """Once that mutant is killed, all are."""
    hint = next_hint(exercise, ALL[:4], {"answers-with-text": 2})

    assert (hint.about, hint.after) == ("answers-with-text", LAST_OF_ALL)


def test_hint_about_a_wanted_mutant_comes_at_once(exercise: Exercise) -> None:
    """It comes before the hints of the exercise, whatever else survives."""
    hint = next_hint(exercise, (), {}, exercise.find("3"))

    assert (hint.about, hint.number) == ("loses-the-minus", 1)


def test_whole_sentence_of_the_rule_is_shown(exercise: Exercise) -> None:
    """The author may have quoted the decisive words only."""
    mutant = exercise.find("3")
    assert mutant.rule == "a negative number stays negative"

    hint = next_hint(exercise, (), {}, mutant)

    sentence = "The same holds below zero: a negative number stays negative."
    assert hint == Hint("loses-the-minus", "Mutant 3", 1, 3, f"It breaks rule 2: {sentence}")


def test_rule_without_a_number_is_quoted(exercise: Exercise) -> None:
    """An exercise that is being written may not have numbered its rules."""
    (exercise.folder / "README.md").write_text("Twice the number.\n", encoding="utf-8")

    hint = next_hint(exercise, ("adds-two",), {})

    assert hint.text == "It breaks a rule: The double of a number is twice the number."
