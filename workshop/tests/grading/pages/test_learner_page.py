"""The page of one learner."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.grading.pages.page_reader import PageReader
from tests.verdicts import make_test, make_verdict
from workshop.course.exercise import Exercise
from workshop.engine.failed_check import FailedCheck
from workshop.grading.grade import Grade
from workshop.grading.pages.learner_page import learner_page
from workshop.grading.submissions import Submission
from workshop.judging.status import TestStatus
from workshop.judging.verdict import Rejection, Verdict

FOLDER = Path("13-doubles")


def read_page(exercise: Exercise, verdict: Verdict, learner: str = "Jane") -> PageReader:
    """Return what's on the page of a learner with this verdict."""
    return PageReader(learner_page(learner, [Grade(Submission(learner, exercise, FOLDER), verdict)]))


def test_a_test_to_look_at_has_its_evidence_and_advice(exercise: Exercise) -> None:
    """And where it is."""
    test = make_test("test_a", "wrong", evidence="assert '<i>' == '</i>'", line=9)

    page = read_page(exercise, make_verdict(exercise, test, make_test("test_b")))

    assert "test_a is wrong test_doubles.py:9assert '<i>' == '</i>'This program follows the rules" in page.text
    assert "test_b" not in page.text
    assert page.open == []


def test_a_test_can_be_without_evidence_and_line(exercise: Exercise) -> None:
    """Its file is shown all the same."""
    page = read_page(exercise, make_verdict(exercise, make_test("test_a", "skipped", line=0)))

    assert "test_a is skipped test_doubles.pyA test that is skipped" in page.text
    assert "pre" not in page.elements


@pytest.mark.parametrize(
    ("status", "accepts", "said"),
    [
        ("wrong", ("loses-the-minus",), "Rule 2 says: The same holds below zero: a negative number stays negative."),
        ("wrong", (), "Which rule is it about?"),
        ("over-specified", (), "The rules leave it open."),
    ],
)
def test_what_a_test_expects_is_shown_beside_the_rule(
    status: TestStatus, accepts: tuple[str, ...], said: str, exercise: Exercise
) -> None:
    """The words are about the test."""
    rejection = Rejection(("doubles.py",), FailedCheck("double(-3)", "-6", "'<b>'"), accepts)
    test = replace(make_test("test_a", status), rejection=rejection)

    page = read_page(exercise, make_verdict(exercise, test))

    assert f"test_a expects this: double(-3) returns '<b>'. {said}" in page.text
    assert "b" not in page.elements


def test_a_survivor_is_shown_with_its_rule(exercise: Exercise) -> None:
    """That's the first hint about it; its name and the changed line would tell what it is."""
    page = read_page(exercise, make_verdict(exercise, make_test("test_a", "sound", "squares", "shrinks")))

    assert "2 of 5 mutants killed." in page.text
    assert "Mutant 3 breaks rule 2: The same holds below zero: a negative number stays negative." in page.text
    assert "loses-the-minus" not in page.text
    assert "Mutant 1" not in page.text


def test_a_rule_that_the_readme_does_not_have_is_quoted(exercise: Exercise) -> None:
    """It has no number then."""
    mutants = tuple(replace(mutant, rule="Call `double`.") for mutant in exercise.mutants)
    exercise = replace(exercise, mutants=mutants)

    page = read_page(exercise, make_verdict(exercise))

    assert "Mutant 5 breaks a rule: Call double." in page.text
    assert "code" in page.elements


def test_an_exercise_that_is_done_says_so(exercise: Exercise) -> None:
    """There's nothing else to say about it."""
    everything = [mutant.name for mutant in exercise.mutants]

    page = read_page(exercise, make_verdict(exercise, make_test("test_a", "sound", *everything)))

    assert page.text.endswith("Exercises done: 1 of 1. 13-doubles: Doubles ✓ Done: 5 of 5 mutants killed.")


def test_tests_that_cannot_be_run_have_their_error(exercise: Exercise) -> None:
    """With its lines."""
    page = read_page(exercise, Verdict(error="test_doubles.py:1\nSyntaxError: <b>"))

    assert "test_doubles.py:1\nSyntaxError: <b>" in page.texts
    assert page.text.count("The tests can't be run:") == 1


def test_a_name_is_escaped(exercise: Exercise) -> None:
    """It's shown as text."""
    page = read_page(exercise, Verdict(), learner="<b>caf\udce9\n")

    assert page.texts.count(r"Your tests, <b>caf\udce9\n") == 2
    assert "b" not in page.elements
