"""The command that gives hints."""

from pathlib import Path

import pytest

from tests.cli.conftest import Command, write_answer
from tests.doubles import SOLUTION, write_exercise

WITH_WRONG_TEST = f"{SOLUTION}\n\ndef test_wrong():\n    assert double(3) == 7\n"


@pytest.mark.usefixtures("course")
def test_hints_come_one_after_another(run: Command) -> None:
    """Tests that haven't been checked are checked first."""
    hints = [run("hint").out for _ in range(6)]

    assert [hint.splitlines()[0] for hint in hints] == [
        "Doubles, hint 1 of 3:",
        "Doubles, hint 2 of 3:",
        "Doubles, hint 3 of 3:",
        "Mutant 1, hint 1 of 3:",
        "Mutant 1, hint 2 of 3:",
        "Mutant 1, hint 3 of 3:",
    ]
    assert hints[5].endswith("-    return 2 * number\n+    return number * number\n")


def test_a_hint_can_be_about_a_certain_mutant(run: Command, course: Path) -> None:
    """The mutant is given by its number."""
    hint = write_exercise(course).mutants[2].hint

    assert run("hint", "13", "--mutant", "3").out == f"Mutant 3, hint 1 of 3:\n\n{hint}\n"


def test_a_done_exercise_has_no_hint(run: Command, course: Path) -> None:
    """The learner is told that it's done."""
    write_answer(course, SOLUTION)

    assert run("hint", "13").out == "13-doubles is done, so there's no hint to give.\n"


def test_a_test_to_fix_still_gets_a_hint(run: Command, course: Path) -> None:
    """Even though every mutant is killed."""
    write_answer(course, WITH_WRONG_TEST)

    assert run("hint", "13").out.startswith("Doubles, hint 1 of 3:")
