"""The command that gives hints."""

from pathlib import Path

import pytest

from tests.cli.conftest import Command, write_answer
from tests.doubles import SOLUTION, START, write_exercise
from workshop.course.next_hint import LAST, LAST_TO_BEGIN
from workshop.invocation import typed_path
from workshop.reports.remarks import ADVICE

WITH_WRONG_TEST = f"{SOLUTION}\n\ndef test_wrong():\n    assert double(3) == 7\n"
KILLS_NOTHING = "from doubles import double\n\n\ndef test_two():\n    assert double(2)\n"
ABOVE_ZERO = SOLUTION.replace("-3", "3").replace("-6", "6")  # one mutant survives it, the third
ALSO_WRONG = f"{ABOVE_ZERO}\n\ndef test_wrong():\n    assert double(3) == 7\n"
NEXT = "Next is 14-more: Doubles. Read exercises/14-more/README.md, then run workshop check 14-more"


def one_line(text: str) -> str:
    """Return a text without its line breaks, which depend on the width."""
    return " ".join(text.split())


def test_before_the_first_kill_hints_are_about_beginning(run: Command, course: Path) -> None:
    """The last one says so, and is repeated."""
    write_answer(course, KILLS_NOTHING)

    hints = [run("hint").out for _ in range(4)]

    titles = [hint.splitlines()[0] for hint in hints]
    assert titles == [f"Doubles, hint {number} of 3:" for number in (1, 2, 3, 3)]
    assert [LAST_TO_BEGIN in one_line(hint) for hint in hints] == [False, False, True, True]


@pytest.mark.usefixtures("course")
def test_after_the_first_kill_hints_are_about_a_survivor(run: Command) -> None:
    """Tests that haven't been checked are checked first; the last hint says that it's the last, and is repeated."""
    hints = [run("hint").out for _ in range(4)]

    assert [hint.splitlines()[0] for hint in hints] == [f"Mutant 1, hint {number} of 3:" for number in (1, 2, 3, 3)]
    assert "-    return 2 * number\n+    return number * number\n" in hints[2]
    assert [LAST in one_line(hint) for hint in hints] == [False, False, True, True]


def test_a_hint_is_about_the_current_tests(run: Command, course: Path) -> None:
    """The ones that were checked last may have missed what these kill; hints that were given aren't given again."""
    write_answer(course, START)
    run("hint")
    write_answer(course, ABOVE_ZERO)
    third = run("hint").out
    write_answer(course, START)

    again = run("hint").out

    assert third.startswith("Mutant 3, hint 1 of 3:")
    assert again.startswith("Mutant 1, hint 2 of 3:")


def test_a_hint_can_be_about_a_certain_mutant(run: Command, course: Path) -> None:
    """The mutant is given by its number."""
    write_exercise(course)

    output = run("hint", "13", "--mutant", "3").out

    rule = "The same holds below zero: a negative number stays negative."
    assert output == f"Mutant 3, hint 1 of 3:\n\nIt breaks rule 2: {rule}\n"


@pytest.mark.usefixtures("course")
@pytest.mark.parametrize("number", ["0", "6", "-1"])
def test_an_unknown_mutant_is_refused(number: str, run: Command) -> None:
    """The message says which there are."""
    result = run("hint", "13", "--mutant", number)

    assert (result.code, result.out) == (2, "")
    assert result.err == f"workshop: 13-doubles has no mutant '{number}'; choose a number from 1 to 5\n"


def test_a_killed_mutant_needs_no_hint(run: Command, course: Path) -> None:
    """The command that shows it is named."""
    write_answer(course, ABOVE_ZERO)

    result = run("hint", "13", "--mutant", "2")

    assert (
        one_line(result.out) == "Mutant 2 is killed, so there's no hint to give. `workshop show 2 13-doubles` shows it."
    )


def test_a_done_exercise_has_no_hint(run: Command, course: Path) -> None:
    """The learner is told that it's done, and what comes next."""
    write_answer(course, SOLUTION)
    run("check")

    hints = [run("hint", *exercise) for exercise in ([], ["13"])]

    expected = f"13-doubles is done, so there's no hint to give. {NEXT}"
    assert [one_line(hint.out) for hint in hints] == [one_line(expected)] * 2


@pytest.mark.parametrize(
    "suite", [pytest.param(WITH_WRONG_TEST, id="all are killed"), pytest.param(ALSO_WRONG, id="some survive")]
)
def test_a_test_to_fix_comes_before_mutants(suite: str, run: Command, course: Path) -> None:
    """The hint repeats what the verdict says about it."""
    write_answer(course, suite)

    assert run("hint", "13").out.splitlines() == [
        "test_wrong is wrong. Fix it before you go on:",
        "",
        "  on the program: AssertionError: assert 6 == 7 +  where 6 = double(3)",
        "",
        ADVICE["wrong"],
    ]


def test_a_hint_on_a_fix_fits_a_narrow_terminal(narrow: Command, course: Path) -> None:
    """The words of the evidence are whole."""
    write_answer(course, ALSO_WRONG)

    lines = narrow("hint", "13").out.splitlines()

    assert "  on the program: AssertionError: assert" in lines
    assert max(map(len, lines)) <= 40


def test_tests_that_cannot_be_run_come_before_all_else(run: Command, course: Path) -> None:
    """The hint repeats the error."""
    write_answer(course, "def test(:\n")

    assert run("hint", "13").out == (
        "The tests can't be run:\n\n"
        "      answers/13-doubles/test_doubles.py:1\n"
        "        def test(:\n"
        "                 ^\n"
        "    SyntaxError: invalid syntax\n"
    )


def test_a_hint_about_a_certain_mutant_does_not_wait_for_a_fix(run: Command, course: Path) -> None:
    """The learner has asked for that one."""
    write_answer(course, ALSO_WRONG)

    assert run("hint", "13", "--mutant", "3").out.startswith("Mutant 3, hint 1 of 3:")


def test_command_about_an_exercise_from_elsewhere_has_its_path(
    run: Command, course: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """No name leads there."""
    folder = write_exercise(tmp_path_factory.mktemp("elsewhere"), "20-theirs").folder.resolve()
    answer = course / "answers" / "20-theirs" / "test_doubles.py"
    answer.parent.mkdir(parents=True)

    answer.write_text(ABOVE_ZERO, encoding="utf-8")
    about_killed = run("hint", f"{folder}", "--mutant", "2").out

    assert one_line(about_killed).endswith(f"`workshop show 2 {typed_path(folder)}` shows it.")


def test_tests_that_are_not_known_keep_the_hints_given(run: Command, course: Path) -> None:
    """Even if the check in between fails."""
    run("hint", "13")
    write_answer(course, "def test(:\n")

    assert run("hint", "13").out.startswith("The tests can't be run:")
    write_answer(course, START)
    assert run("hint", "13").out.startswith("Mutant 1, hint 2 of 3:")
