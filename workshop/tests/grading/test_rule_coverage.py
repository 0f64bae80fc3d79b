"""Which rules a class doesn't test: survivors are grouped by the rule that they break."""

from pathlib import Path

from tests.grading.beliefs import grade_of
from tests.grading.conftest import ALL
from tests.verdicts import make_test
from workshop.course.exercise import Exercise
from workshop.grading.grade import Grade
from workshop.grading.rule_coverage import RuleCoverage, rule_coverage
from workshop.grading.submissions import Submission
from workshop.judging.verdict import Verdict


def test_learners_who_miss_a_rule_are_counted_once(exercise: Exercise) -> None:
    """However many of its mutants survive; the sentence is the one that's missed most."""
    grades = [
        grade_of(exercise, "all", make_test("a", "sound", *ALL)),
        grade_of(exercise, "above zero", make_test("a", "sound", *(name for name in ALL if name != "loses-the-minus"))),
        grade_of(exercise, "nothing"),
    ]

    found = rule_coverage(grades)

    assert found == [
        RuleCoverage("13-doubles", 1, "The double of a number is twice the number.", ("nothing",), 3),
        RuleCoverage(
            "13-doubles",
            2,
            "The same holds below zero: a negative number stays negative.",
            ("above zero", "nothing"),
            3,
        ),
    ]
    assert [round(each.share_missing, 2) for each in found] == [0.33, 0.67]


def test_learners_without_a_verdict_do_not_count(exercise: Exercise) -> None:
    """They haven't missed a rule in particular."""
    grades = [
        Grade(Submission("error", exercise, Path()), Verdict(error="SyntaxError")),
        Grade(Submission("nothing", exercise, None), Verdict()),
    ]

    assert rule_coverage(grades) == []


def test_a_mutant_that_breaks_no_known_rule_does_not_count(exercise: Exercise) -> None:
    """The linter finds it."""
    (exercise.folder / "README.md").write_text("No rules.\n", encoding="utf-8")

    assert rule_coverage([grade_of(exercise, "one")]) == []
