"""What `workshop grade` says of a journal: whether it's of use, and whether it stays."""

from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.cli.fake_grading import grade
from workshop.grading.grade_store import GradeStore, ToJudge
from workshop.grading.grader import Grader
from workshop.grading.journal import Journal, JournalEntry
from workshop.grading.kit import read_kit
from workshop.grading.learners import Learner
from workshop.grading.submissions import find_submissions
from workshop.judging.verdict import Verdict


@pytest.fixture(autouse=True)
def without_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Grade without running a test."""
    monkeypatch.setattr(Grader, "grade", grade)


def test_resuming_nothing_is_reported(run: Command, course: Path, class_: tuple[str, ...]) -> None:
    """With another --output the journal has another name."""
    with Journal(course / "grades.csv.journal") as journal:
        journal.append(JournalEntry("one", "13-doubles", "key", Verdict(), 1.0))

    result = run("grade", *class_, "--output", "other.csv", "--resume")

    assert result.code == 0
    assert "there's nothing to resume in other.csv.journal, so everything is graded: the name" in result.err


@pytest.mark.parametrize("limit", ["60", "120"])
def test_grades_that_do_not_fit_are_reported(limit: str, run: Command, course: Path, class_: tuple[str, ...]) -> None:
    """Those that were made with another limit don't."""
    with (
        read_kit([course / "exercises" / "13-doubles"]) as kit,
        Journal(course / "grades.csv.journal") as journal,
    ):
        store = GradeStore(kit, journal, limit=120)
        (submission,) = find_submissions([Learner("one", course / class_[0])], [*kit.exercises])
        to_judge = store.find(submission)
        assert isinstance(to_judge, ToJudge)
        store.add(to_judge, Verdict(), 1.0)

    result = run("grade", *class_, "--limit", limit, "--resume")

    assert result.code == 0
    assert ("no grade in grades.csv.journal fits, so everything is graded again: " in result.err) == (limit == "60")


def test_a_journal_with_other_grades_stays(run: Command, course: Path, class_: tuple[str, ...]) -> None:
    """Fewer learners or exercises are graded than before, and the others would have to be judged again."""
    with Journal(course / "grades.csv.journal") as journal:
        for key in (("one", "13-doubles"), ("one", "14-more"), ("two", "13-doubles")):
            journal.append(JournalEntry(*key, " ".join(key), Verdict(), 1.0))

    first = run("grade", class_[0], "--exercise", "13", "--resume")
    second = run("grade", class_[0], "--resume")
    kept = Journal(course / "grades.csv.journal").read()
    third = run("grade", *class_, "--resume")

    stays = "workshop: grades.csv.journal stays, since {} for learners or exercises that weren't graded now: "
    assert (first.code, second.code, kept) == (0, 0, 3)
    assert stays.format("2 of its grades are") in first.err
    assert stays.format("1 of its grades is") in second.err
    assert (third.code, "stays" in third.err) == (0, False)
    assert not (course / "grades.csv.journal").exists()
