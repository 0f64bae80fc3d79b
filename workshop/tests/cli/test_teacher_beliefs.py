"""What `grade` shows of a class as a whole, and what can be made of it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.doubles import TABLE
from tests.grading.beliefs import MINUS, over_specified_test, wrong_test
from tests.verdicts import make_test, make_verdict
from workshop.engine.failed_check import FailedCheck
from workshop.engine.sandbox import features
from workshop.grading.grade import Grade
from workshop.grading.grader import Grader
from workshop.grading.submissions import Submission

ALL = ("squares", "adds-two", "loses-the-minus", "shrinks", "answers-with-text")
MANY = [FailedCheck(f"double({number})", f"{2 * number}", "7") for number in range(10, 16)]
TESTS = {
    "one": [wrong_test(MINUS, matter=("loses-the-minus",)), make_test("a", "sound", *ALL[:2])],
    "two": [wrong_test(MINUS, matter=("loses-the-minus",)), over_specified_test(FailedCheck("double('')", "''", "0"))],
    "three": [*map(wrong_test, MANY)],
}


@pytest.fixture(autouse=True)
def grade(monkeypatch: pytest.MonkeyPatch) -> None:
    """Grade without running a test."""

    def grade(_: Grader, submissions: list[Submission]) -> Iterator[Grade]:
        for each in submissions:
            text = (each.folder / each.exercise.test_file).read_text(encoding="utf-8") if each.folder else ""
            tests = [make_test("a", "sound", *ALL)] if text == "better" else TESTS[each.learner]
            yield Grade(each, make_verdict(each.exercise, *tests), files={"test_doubles.py": text})

    monkeypatch.setattr(Grader, "grade", grade)


def test_what_the_class_believes_is_shown(run: Command, class_: tuple[str, ...]) -> None:
    """The most frequent first, with the rule if it's known; of many, only some."""
    result = run("grade", *class_, "--exercise", "13")

    assert (result.code, result.err) == (0, "")
    assert (
        "\nWhat they believe:\n"
        "  1 2 of 3 believe that double(-3) returns 6\n"
        "    13-doubles, rule 2: The same holds below zero: a negative number stays negative.\n"
        "  2 1 of 3 demands that double('') returns 0, which the rules leave open\n"
        "    13-doubles\n"
        "  3 1 of 3 believes that double(10) returns 7\n"
    ) in result.out
    assert "double(12) returns 7\n    13-doubles\n    and 3 more: see the file of --format json\n" in result.out


def test_the_numbers_on_the_terminal_are_those_of_the_file(
    run: Command, course: Path, class_: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever grade is ready first: `draft-mutant` takes the number of one."""

    def grade(_: Grader, submissions: list[Submission]) -> Iterator[Grade]:
        tests = {"one": (MANY[0], ("squares",)), "two": (MANY[1], ("squares",)), "three": (MANY[2], ())}
        for each in reversed(submissions):
            check, accepts = tests[each.learner]
            yield Grade(each, make_verdict(each.exercise, wrong_test(check, accepts=accepts)))

    monkeypatch.setattr(Grader, "grade", grade)

    result = run("grade", *class_, "--exercise", "13", "--format", "json")

    written = json.loads((course / "grades.json").read_text(encoding="utf-8"))["misconceptions"]
    headlines = [f"{each['group']:3} {each['headline']}\n" for each in written]
    assert [each for each in headlines if each in result.out] == headlines
    assert len(headlines) == 2


def test_rules_that_are_not_fully_tested_are_shown(run: Command, class_: tuple[str, ...]) -> None:
    """Those that most learners miss come first."""
    result = run("grade", *class_, "--exercise", "13")

    assert (
        "\nRules that aren't fully tested:\n"
        "  by 3 of 3: 13-doubles, rule 1: The double of a number is twice the number.\n"
        "  by 3 of 3: 13-doubles, rule 2: The same holds below zero: a negative number stays negative.\n"
        "\nSee "
    ) in result.out


def test_a_class_without_misconceptions_is_not_lectured(run: Command, course: Path, class_: tuple[str, ...]) -> None:
    """There's nothing to say about it."""
    (course / class_[0] / "test_doubles.py").write_text("better", encoding="utf-8")

    result = run("grade", class_[0], "--exercise", "13")

    assert re.fullmatch(r"1 submission in [\d.]+ s: 1 done\.\n\nSee grades\.csv and grades\.html\.\n", result.out)


class TestCompare:
    """`--compare` shows which verdicts have changed, and why."""

    def test_changes_are_shown_and_written(self, run: Command, course: Path, class_: tuple[str, ...]) -> None:
        """In the table and in the file."""
        run("grade", *class_[:2], "--exercise", "13", "--format", "json", "--output", "old.json")
        (course / class_[0] / "test_doubles.py").write_text("better", encoding="utf-8")
        table = course / "exercises" / "13-doubles" / "exercise.toml"
        table.write_text(TABLE.replace("minutes = 15", "minutes = 20"), encoding="utf-8")

        result = run("grade", *class_, "--exercise", "13", "--format", "json", "--compare", "old.json")

        assert (
            "\nChanged since the earlier result: 2\n"
            "  one, 13-doubles: not done, 40 % → done, 100 %\n"
            "    the tests have changed: test_doubles.py\n"
            "    the exercise has changed\n"
            "  three, 13-doubles: not graded → not done, 0 %\n"
            "\nSee "
        ) in result.out
        written = json.loads((course / "grades.json").read_text(encoding="utf-8"))
        assert [each["learner"] for each in written["changes"]] == ["one", "three"]

    def test_another_limit_and_another_sandbox_are_reasons(
        self, run: Command, course: Path, class_: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A limit that's too short or a machine with another kernel can make another verdict."""
        run("grade", class_[0], "--exercise", "13", "--format", "json", "--output", "old.json", "--limit", "60")
        old = (course / "old.json").read_text(encoding="utf-8")
        (course / "old.json").write_text(old.replace('"status": "wrong"', '"status": "flaky"'), encoding="utf-8")
        monkeypatch.setattr(features, "filters_calls", lambda: False)

        result = run("grade", class_[0], "--exercise", "13", "--format", "json", "--compare", "old.json")

        written = json.loads((course / "grades.json").read_text(encoding="utf-8"))
        assert (
            "    --limit has changed: 60, now 120\n    the sandbox has changed: complete, now tests can " in result.out
        )
        assert "nothing else is different" not in result.out
        assert [each.partition(":")[0] for each in written["changes"][0]["reasons"]] == [
            "--limit has changed",
            "the sandbox has changed",
        ]

    def test_a_change_without_a_reason_is_called_so(self, run: Command, course: Path, class_: tuple[str, ...]) -> None:
        """It's what a teacher must look at; any format can be compared."""
        run("grade", class_[0], "--exercise", "13", "--format", "json", "--output", "old.json")
        old = (course / "old.json").read_text(encoding="utf-8")
        (course / "old.json").write_text(old.replace('"status": "wrong"', '"status": "flaky"'), encoding="utf-8")

        result = run("grade", class_[0], "--exercise", "13", "--compare", "old.json")

        assert (
            "  one, 13-doubles: not done, 40 % → not done, 40 %\n"
            "    test_doubles.py::test_wrong: flaky, now wrong\n"
            "    nothing else is different\n"
        ) in result.out


class TestDraftMutant:
    """`draft-mutant` writes a mutant that does what a class believes."""

    @pytest.fixture(autouse=True)
    def results(self, run: Command, class_: tuple[str, ...]) -> None:
        """Write the results of a class."""
        run("grade", *class_, "--exercise", "13", "--format", "json")

    @pytest.mark.parametrize(
        ("options", "folder"), [([], "exercises/13-doubles/mutants"), (["--output", "drafts"], "drafts")]
    )
    def test_the_draft_is_written(self, options: list[str], folder: str, run: Command, course: Path) -> None:
        """Into the exercise's folder, or elsewhere."""
        result = run("draft-mutant", "grades.json", "1", *options)

        file = f"{folder}/believes-double-3-returns-6.toml"
        assert (result.code, result.err) == (0, "")
        assert result.out == (
            f"{file}\n\nNow read it, delete its line `draft = true`, and run `workshop verify 13-doubles`.\n"
        )
        assert "draft = true\n" in (course / file).read_text(encoding="utf-8")

    def test_an_unknown_group_is_refused(self, run: Command) -> None:
        """The message says how many there are."""
        result = run("draft-mutant", "grades.json", "9")

        assert (result.code, result.err) == (2, "workshop: grades.json has no group 9; the last one is 8\n")
