"""What's below the map on the page of a class."""

from dataclasses import replace

from tests.grading.pages.page_reader import PageReader
from workshop.engine.failed_check import FailedCheck
from workshop.grading.grade import Grade
from workshop.grading.misconceptions import Misconception
from workshop.grading.pages.class_tables import beliefs, exercises, rules
from workshop.grading.pages.elements import section
from workshop.grading.rule_coverage import RuleCoverage

ABOUT_ZERO = Misconception(
    exercise="13-doubles",
    kind="wrong",
    title="double(0) returns '<b>'",
    rule=1,
    sentence="Call `double`.",
    mutant=None,
    learners=("one", "<i>two"),
    handed_in=3,
    example_learner="one",
    example_test="test_zero",
    example_message="assert 0 == '<b>'",
    rejects=("doubles.py",),
    check=FailedCheck(),
)


class TestBeliefs:
    """What the class believes."""

    def test_a_misconception_has_its_rule_and_an_example(self) -> None:
        """And the learners who have it; all texts are escaped."""
        page = PageReader(beliefs([ABOUT_ZERO]))

        assert page.text == (
            "2 of 3 believe that double(0) returns '<b>' 13-doubles Rule 1: Call double. For example test_zero of one:"
            " assert 0 == '<b>' Who it isone, <i>two"
        )
        assert {"b", "i"}.isdisjoint(page.elements)
        assert page.open == []

    def test_a_misconception_can_be_without_a_rule(self) -> None:
        """Nothing is said about it then."""
        assert "Rule" not in beliefs([replace(ABOUT_ZERO, rule=None, sentence="")])

    def test_without_any_the_page_says_so(self) -> None:
        """An empty section would look like a mistake."""
        assert "There's no test that a correct program fails." in beliefs([])


class TestRules:
    """Which rules the class tests."""

    def test_the_least_tested_rule_is_first(self) -> None:
        """It's how many learners test a rule that counts, not its number."""
        coverage = [
            RuleCoverage("13-doubles", 1, "Call `double`.", ("one",), 4),
            RuleCoverage("13-doubles", 2, "It's <b>fast</b>.", ("one", "two", "three"), 4),
        ]

        page = PageReader(section("rules", "Rules", rules(coverage)))

        assert page.rows["rules"][1:] == [
            ["13-doubles, 2", "1 of 4", "25 %", "It's <b>fast</b>."],
            ["13-doubles, 1", "3 of 4", "75 %", "Call double."],
        ]
        assert [meter["value"] for meter in page.attributes["meter"]] == ["0.250", "0.750"]


class TestExercises:
    """The exercises of the class."""

    def test_an_exercise_has_its_time(self, grades: list[Grade]) -> None:
        """How long judging took; nothing was judged for a learner without tests."""
        timed = [replace(grade, seconds=seconds) for seconds, grade in enumerate(grades, start=1)]

        page = PageReader(section("exercises", "Exercises", exercises(timed, ["13-doubles"])))

        assert page.rows["exercises"][1:] == [["13-doublesDoubles", "1 of 6", "23 %", "1", "3.0", "5.0"]]

    def test_an_exercise_without_tests_took_no_time(self, grades: list[Grade]) -> None:
        """Nobody has handed any in."""
        page = PageReader(section("exercises", "Exercises", exercises(grades[-1:], ["13-doubles"])))

        assert page.rows["exercises"][1:] == [["13-doublesDoubles", "0 of 1", "0 %", "0", "0.0", "0.0"]]
