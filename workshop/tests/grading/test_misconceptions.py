"""What a class believes: wrong and over-specified tests are grouped by what they check."""

from pathlib import Path

import pytest

from tests.doubles import write_exercise
from tests.grading.beliefs import MINUS, grade_of, over_specified_test, wrong_test
from tests.verdicts import make_test
from workshop.course.exercise import Exercise
from workshop.engine.failed_check import FailedCheck
from workshop.grading.grade import Grade
from workshop.grading.misconceptions import Misconception, misconceptions
from workshop.grading.submissions import Submission
from workshop.judging.verdict import JudgedTest, Verdict

REFUSES = FailedCheck("double(-3)", "-6")
ZERO = FailedCheck("double(0)", "0", "1")


def class_of(exercise: Exercise, *tests: JudgedTest | None) -> list[Grade]:
    """Return the grades of learners called 0, 1 and so on, each with one test or none."""
    return [grade_of(exercise, f"{number}", *([test] if test else [])) for number, test in enumerate(tests)]


def groups(exercise: Exercise, *tests: JudgedTest | None) -> list[tuple[str, str]]:
    """Return the titles of misconceptions in such a class, and their learners in one text."""
    return [(each.title, "".join(each.learners)) for each in misconceptions(class_of(exercise, *tests))]


class TestGroups:
    """Two tests are in the same group if they want the same, or the same mutant satisfies them."""

    def test_the_most_frequent_comes_first(self, exercise: Exercise) -> None:
        """Learners are counted; the names and texts of their tests don't matter."""
        found = groups(exercise, wrong_test(ZERO), wrong_test(MINUS), wrong_test(MINUS, evidence="another text"), None)

        assert found == [("double(-3) returns 6", "12"), ("double(0) returns 1", "0")]

    def test_a_learner_counts_once(self, exercise: Exercise) -> None:
        """However many tests say the same."""
        (found,) = misconceptions([grade_of(exercise, "one", wrong_test(MINUS), wrong_test(MINUS))])

        assert found.learners == ("one",)

    def test_a_test_that_only_refuses_a_result_joins_the_largest_group_about_the_call(self, exercise: Exercise) -> None:
        """It may want what they want."""
        other = FailedCheck("double(-3)", "-6", "0")

        found = groups(exercise, *map(wrong_test, (REFUSES, other, MINUS, MINUS)))

        assert found == [("double(-3) returns 6", "230"), ("double(-3) returns 0", "1")]

    def test_without_such_a_group_it_says_what_it_refuses(self, exercise: Exercise) -> None:
        """That may be an error."""
        error = FailedCheck("double(-3)", "raise ValueError")

        assert groups(exercise, wrong_test(REFUSES), wrong_test(REFUSES)) == [("double(-3) doesn't return -6", "01")]
        assert groups(exercise, wrong_test(error)) == [("double(-3) doesn't raise ValueError", "0")]

    def test_groups_that_the_same_mutant_satisfies_are_one(self, exercise: Exercise) -> None:
        """First the mutant that satisfies most: the title is what most of them want."""
        other = FailedCheck("double(-1)", "-2", "2")
        both = ("loses-the-minus", "squares")

        found = groups(
            exercise,
            wrong_test(other, accepts=("loses-the-minus",)),
            wrong_test(MINUS, accepts=both),
            wrong_test(MINUS, accepts=both),
            wrong_test(REFUSES, accepts=("shrinks",)),
            wrong_test(ZERO, accepts=("adds-two",)),
        )

        assert found == [("double(-3) returns 6", "0123"), ("double(0) returns 1", "4")]

    def test_wrong_and_over_specified_tests_are_apart(self, exercise: Exercise) -> None:
        """They contradict a rule, or go beyond all of them."""
        found = misconceptions(class_of(exercise, wrong_test(MINUS), over_specified_test(MINUS)))

        assert [(each.kind, each.learners) for each in found] == [("wrong", ("0",)), ("over-specified", ("1",))]

    @pytest.mark.parametrize(
        ("check", "title"),
        [
            pytest.param(FailedCheck("double()", "6", "raise ValueError"), "double() raises ValueError", id="an error"),
            pytest.param(FailedCheck("double()", "6", "", "1 == 2"), "1 == 2 after double()", id="something else"),
            pytest.param(FailedCheck(comparison="1 == 2"), "1 == 2 holds", id="without a call"),
            pytest.param(FailedCheck(), "this holds: no: 7", id="by the message alone"),
            pytest.param(FailedCheck("double('\x1b')", "6", "7"), "double('\\x1b') returns 7", id="escaped"),
        ],
    )
    def test_the_title_says_what_is_wanted(self, check: FailedCheck, title: str, exercise: Exercise) -> None:
        """As far as that's known."""
        assert groups(exercise, wrong_test(check, evidence="on the program: no: 7")) == [(title, "0")]

    def test_other_tests_and_errors_say_nothing(self, exercise: Exercise) -> None:
        """Tests that are weak, flaky or broken aren't about the rules."""
        grades = [
            *class_of(exercise, make_test("a", "vacuous"), make_test("a", "flaky"), make_test("a", "broken")),
            Grade(Submission("error", exercise, Path()), Verdict((wrong_test(MINUS),), error="SyntaxError")),
            Grade(Submission("nothing", exercise, None), Verdict((wrong_test(MINUS),))),
        ]

        assert misconceptions(grades) == []


class TestRule:
    """A misconception is named by the rule of a mutant."""

    def test_of_the_mutant_that_does_it(self, exercise: Exercise) -> None:
        """A mutant that breaks the rule in just this way."""
        wrong = wrong_test(MINUS, accepts=("loses-the-minus",), matter=("squares",))

        (found,) = misconceptions(class_of(exercise, wrong))

        assert (found.rule, found.sentence) == (2, "The same holds below zero: a negative number stays negative.")
        assert found.mutant == 3

    def test_of_the_most_specific_mutant_that_matters(self, exercise: Exercise) -> None:
        """It's killed by the fewest learners; what matters to fewer than half of the tests is by chance."""
        wrong = wrong_test(MINUS, matter=("squares", "loses-the-minus"))
        by_chance = wrong_test(MINUS, matter=("shrinks",))

        (found,) = misconceptions(class_of(exercise, wrong, wrong, by_chance, make_test("a", "sound", "squares")))

        assert (found.rule, found.mutant) == (2, None)

    def test_of_what_matters_to_others_who_check_the_same_call(self, exercise: Exercise) -> None:
        """A test that expects an error fails in one way whatever the program returns."""
        error = FailedCheck("double(-3)", "-6", "raise ValueError")

        found = misconceptions(class_of(exercise, wrong_test(MINUS, matter=("loses-the-minus",)), wrong_test(error)))

        assert [each.rule for each in found] == [2, 2]

    def test_may_be_unknown(self, exercise: Exercise) -> None:
        """If no mutant has to do with it, or the rules leave it open."""
        tests = wrong_test(ZERO), wrong_test(FailedCheck()), over_specified_test(MINUS)

        found = misconceptions(class_of(exercise, *tests))

        assert {(each.rule, each.sentence) for each in found} == {(None, "")}


class TestMisconception:
    """A group has a headline and an example."""

    def test_the_example_is_a_test_with_that_title(self, exercise: Exercise) -> None:
        """With its message and the programs that it rejects."""
        tests = wrong_test(REFUSES), wrong_test(MINUS, evidence="on the program: assert '\x1b' == 6"), make_test("a")

        assert misconceptions(class_of(exercise, *tests)) == [
            Misconception(
                exercise="13-doubles",
                kind="wrong",
                title="double(-3) returns 6",
                rule=None,
                sentence="",
                mutant=None,
                learners=("1", "0"),
                handed_in=3,
                example_learner="1",
                example_test="test_wrong",
                example_message="on the program: assert '\\x1b' == 6",
                rejects=("the program", "correct/strict.py"),
                check=MINUS,
            )
        ]

    @pytest.mark.parametrize(
        ("tests", "headline"),
        [
            pytest.param(
                [wrong_test(MINUS), wrong_test(MINUS), None], "2 of 3 believe that double(-3) returns 6", id="several"
            ),
            pytest.param([wrong_test(MINUS), None], "1 of 2 believes that double(-3) returns 6", id="one"),
            pytest.param(
                [over_specified_test(MINUS)],
                "1 of 1 demands that double(-3) returns 6, which the rules leave open",
                id="over-specified",
            ),
        ],
    )
    def test_the_headline_says_how_many_it_is(self, tests: list[JudgedTest], headline: str, exercise: Exercise) -> None:
        """Of those who handed in something that could be judged."""
        (found,) = misconceptions(class_of(exercise, *tests))

        assert found.headline == headline

    def test_each_exercise_is_counted_by_itself(self, tmp_path: Path, exercise: Exercise) -> None:
        """The same call is another one there."""
        other = write_exercise(tmp_path, "14-more")

        found = misconceptions([grade_of(each, "one", wrong_test(MINUS)) for each in (other, exercise)])

        assert [(each.exercise, each.handed_in) for each in found] == [("13-doubles", 1), ("14-more", 1)]
