"""A mutant is drafted that does what a class believes; it counts once a person has read it."""

import tomllib
from pathlib import Path

import pytest

from tests.doubles import PROGRAM
from tests.grading.beliefs import MINUS, grade_of, over_specified_test, wrong_test
from workshop.course.exercise import ADDED, Exercise, read_exercise
from workshop.course.lint import Linter
from workshop.engine.failed_check import FailedCheck
from workshop.errors import AuthorError, MachineError, UsageError
from workshop.grading.draft import draft_mutant, write_draft
from workshop.grading.misconceptions import Misconception, misconceptions
from workshop.judging.verdict import JudgedTest

DRAFT = """\
# 1 of 1 believes that double(-3) returns 6.
# Read this and change what you like; the next line says that no one has yet.
draft = true
old = '''
def double(number: int) -> int:
    \"\"\"Return twice the number.\"\"\"
'''
new = '''
def double(number: int) -> int:
    \"\"\"Return twice the number.\"\"\"
    if number == -3:
        return 6
'''
why = "It's easy to believe that double(-3) returns 6. The rules say something else."
hint = "Read rule 2 again. Which input is easy to get wrong?"
rule = "The same holds below zero: a negative number stays negative."
"""


def believed(exercise: Exercise, test: JudgedTest) -> Misconception:
    """Return what a class of one believes."""
    (found,) = misconceptions([grade_of(exercise, "one", test)])
    return found


@pytest.fixture
def group(exercise: Exercise) -> Misconception:
    """Return a misconception that no mutant has."""
    return believed(exercise, wrong_test(MINUS, matter=("loses-the-minus",)))


class TestDraft:
    """A draft is a file of its own."""

    def test_it_has_the_mutant_its_rule_and_a_hint(self, exercise: Exercise, group: Misconception) -> None:
        """And says at its top what it's about."""
        path = write_draft(draft_mutant(exercise, group), group.headline, exercise.folder / ADDED)

        assert path == exercise.folder / "mutants" / "believes-double-3-returns-6.toml"
        assert path.read_text(encoding="utf-8") == DRAFT

    @pytest.mark.slow
    def test_the_linter_refuses_it_until_a_line_is_deleted(
        self, exercise: Exercise, group: Misconception, tmp_path: Path
    ) -> None:
        """Then the exercise has one more mutant, which its solution kills."""
        path = write_draft(draft_mutant(exercise, group), group.headline, exercise.folder / ADDED)
        name = "mutants/believes-double-3-returns-6.toml"

        before = Linter(tmp_path, seeds=1).problems(exercise.folder)
        path.write_text(path.read_text(encoding="utf-8").replace("draft = true\n", ""), encoding="utf-8")
        after = Linter(tmp_path, seeds=1).problems(exercise.folder)

        assert before == [f"{name}: is a draft: read it, and delete its line `draft = true`"]
        assert after == []
        assert len(read_exercise(exercise.folder).mutants) == len(exercise.mutants) + 1

    def test_a_file_is_never_overwritten(self, exercise: Exercise, group: Misconception, tmp_path: Path) -> None:
        """Somebody may have edited it."""
        mutant = draft_mutant(exercise, group)
        path = write_draft(mutant, group.headline, tmp_path)
        path.write_text("edited", encoding="utf-8")

        with pytest.raises(UsageError, match=r"returns-6\.toml exists already, and isn't overwritten"):
            write_draft(mutant, group.headline, tmp_path)

        assert path.read_text(encoding="utf-8") == "edited"

    def test_a_folder_that_cannot_be_written_is_named(self, exercise: Exercise, group: Misconception) -> None:
        """With the system's reason."""
        with pytest.raises(MachineError, match=r"can't be written: "):
            write_draft(draft_mutant(exercise, group), group.headline, exercise.folder / "README.md")

    def test_a_text_that_no_lines_can_hold_is_escaped(
        self, exercise: Exercise, group: Misconception, tmp_path: Path
    ) -> None:
        """Three quotes would end the string."""
        program = "def double(number):\n    '''Return twice the number.'''\n    return 2 * number\n"
        exercise.subject.path.write_text(program, encoding="utf-8")

        path = write_draft(draft_mutant(exercise, group), group.headline, tmp_path)

        old = tomllib.loads(path.read_text(encoding="utf-8"))["old"]
        assert old == "def double(number):\n    '''Return twice the number.'''\n"


class TestRefusal:
    """Not every misconception makes a mutant."""

    def test_what_the_rules_leave_open(self, exercise: Exercise) -> None:
        """A program that does it is correct."""
        with pytest.raises(UsageError, match=r"the rules leave it open whether double\(-3\) returns 6: a program that"):
            draft_mutant(exercise, believed(exercise, over_specified_test(MINUS)))

    def test_what_a_mutant_does_already(self, exercise: Exercise) -> None:
        """Learners see it as soon as the mutant survives."""
        group = believed(exercise, wrong_test(MINUS, accepts=("loses-the-minus",)))

        with pytest.raises(UsageError, match="mutant 3 of 13-doubles already does what they believe"):
            draft_mutant(exercise, group)

    def test_what_the_program_does(self, exercise: Exercise, group: Misconception) -> None:
        """It has changed since, so that the head of the function is there twice."""
        exercise.subject.path.write_text(PROGRAM + PROGRAM, encoding="utf-8")

        with pytest.raises(AuthorError, match="`old` must occur once"):
            draft_mutant(exercise, group)

    def test_an_unknown_rule_is_left_to_the_author(self, exercise: Exercise) -> None:
        """The linter asks for it."""
        mutant = draft_mutant(exercise, believed(exercise, wrong_test(FailedCheck("double(0)", "0", "1"))))

        assert mutant.hint == "Read the rules again. Which input is easy to get wrong?"
        assert mutant.rule == "TODO: a sentence of a numbered rule in README.md"
