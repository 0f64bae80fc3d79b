"""What a teacher is told about the journal of a class."""

from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.cli.fake_grading import grade
from workshop.grading.grader import Grader
from workshop.grading.journal import Journal, JournalEntry
from workshop.judging.verdict import Verdict


@pytest.fixture(autouse=True)
def without_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Grade without running a test."""
    monkeypatch.setattr(Grader, "grade", grade)


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
