"""What has been judged isn't judged again, unless something has changed that the verdict depends on."""

from contextlib import closing
from pathlib import Path

import pytest

from tests.grading.conftest import HandIn, graded, learners_in
from tests.grading.fakes import TIMEOUT, FakeSessions
from workshop.course.exercise import Exercise
from workshop.grading import grade_store
from workshop.grading.grader import Grader
from workshop.grading.journal import Journal, file_digests, open_journal
from workshop.grading.kit import Kit, read_kit
from workshop.grading.submissions import find_submissions


def test_what_is_in_the_journal_is_not_judged_again(
    kit: Kit, journal: Journal, hand_in: HandIn, sessions: FakeSessions
) -> None:
    """Unless it has changed."""
    folders = [hand_in("same", "same"), hand_in("changed", "old")]
    first = graded(kit, journal, *folders)
    hand_in("changed", "new")
    journal.__exit__()  # as if that run had ended

    with open_journal(journal.path, resume=True) as again:
        second = graded(kit, again, *folders)

    assert second["same"] == first["same"]
    assert second["changed"].verdict.tests[0].name == "new"
    assert sorted(text for judged in sessions.judged for text in judged) == [b"new", b"old", b"same"]


def test_other_limits_and_exercises_are_judged_again(
    kit: Kit, exercise: Exercise, journal: Journal, hand_in: HandIn, sessions: FakeSessions
) -> None:
    """The verdict may depend on them."""
    folder = hand_in("one", "same")
    graded(kit, journal, folder)

    graded(kit, journal, folder, limit=200)
    (exercise.folder / "solution.py").write_text("# better\n", encoding="utf-8")
    with read_kit([exercise.folder]) as changed:
        graded(changed, journal, folder)

    assert sum(len(judged) for judged in sessions.judged) == 3


@pytest.mark.parametrize(
    ("function", "value"), [("own_digest", "other"), ("library_versions", {"pytest": "0.1"})], ids=["ours", "a library"]
)
def test_another_version_judges_again(  # noqa: PLR0913, PLR0917 - fixtures
    kit: Kit,
    journal: Journal,
    hand_in: HandIn,
    sessions: FakeSessions,
    monkeypatch: pytest.MonkeyPatch,
    function: str,
    value: object,
) -> None:
    """The grades tell which files they are for."""
    folder = hand_in("one", "same")
    graded(kit, journal, folder)

    monkeypatch.setattr(grade_store, function, lambda: value)
    again = graded(kit, journal, folder)

    assert sessions.judged == [[b"same"], [b"same"]]
    assert again["one"].files == file_digests({"test_doubles.py": b"same"})


def test_the_same_suite_is_judged_once(kit: Kit, journal: Journal, hand_in: HandIn, sessions: FakeSessions) -> None:
    """Many learners hand in what they were given; each has a grade in the journal."""
    submissions = find_submissions(
        learners_in([hand_in(name, "same") for name in ("one", "two", "three")]), [*kit.exercises]
    )

    with closing(Grader(kit, journal, Path(), jobs=1, limit=TIMEOUT).grade(submissions)) as grades:
        assert [(each.submission.learner, each.verdict.tests[0].name) for each in grades] == [
            (name, "same") for name in ("one", "two", "three")
        ]

    assert sessions.judged == [[b"same"]]
    assert Journal(journal.path).read() == 3
