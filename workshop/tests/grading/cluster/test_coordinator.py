"""A class is graded by the workers of a cluster: it gets the same grades as on one machine, and loses none."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from time import monotonic

import pytest
from distributed import Client

from tests.doubles import write_exercise
from tests.grading.cluster.conftest import names
from tests.grading.conftest import HandIn, graded, submissions_in
from tests.grading.fakes import BUG, CRASH, ENDLESS, TIMEOUT, FakeSessions
from workshop.course.exercise import Exercise
from workshop.grading.cluster.coordinator import ClusterGrader
from workshop.grading.cluster.workers import Workers
from workshop.grading.journal import Journal
from workshop.grading.kit import Kit, read_kit


@pytest.fixture
def both(exercise: Exercise, tmp_path: Path) -> Iterator[Kit]:
    """Yield two exercises as a kit."""
    other = write_exercise(tmp_path, "14-more")
    (other.folder / "README.md").write_text("Other rules", encoding="utf-8")
    with read_kit([exercise.folder, other.folder]) as both:
        yield both


class TestGrade:
    """`ClusterGrader.grade`."""

    def test_grades_are_those_of_one_machine(
        self, grader: ClusterGrader, kit: Kit, hand_in: HandIn, tmp_path: Path
    ) -> None:
        """Whatever learners hand in."""
        (tmp_path / "class" / "missing").mkdir(parents=True)
        folders = [
            *(hand_in(text.decode(), text) for text in (b"1", b"2", CRASH, BUG)),
            hand_in("large", "#" * 1_000_001),
            tmp_path / "class" / "missing",
        ]

        grades = {each.submission.learner: each for each in grader.grade(submissions_in(kit, *folders))}

        with Journal(tmp_path / "other.journal") as other:
            local = graded(kit, other, *folders)
        assert {name: grade.verdict for name, grade in grades.items()} == {
            name: grade.verdict for name, grade in local.items()
        }

    def test_grades_are_in_the_journal_when_they_are_ready(
        self, grader: ClusterGrader, kit: Kit, journal: Journal, hand_in: HandIn
    ) -> None:
        """A crash right after that loses none."""
        submissions = submissions_in(kit, hand_in("one", "1"), hand_in("two", "2"))

        with closing(grader.grade(submissions)) as grades:
            for count, _ in enumerate(grades, start=1):
                assert Journal(journal.path).read() >= count

    def test_what_is_in_the_journal_is_not_judged_again(
        self, grader: ClusterGrader, kit: Kit, hand_in: HandIn, sessions: FakeSessions
    ) -> None:
        """As when everything is graded on one machine."""
        submissions = submissions_in(kit, hand_in("one", "1"))

        assert [*grader.grade(submissions)] == [*grader.grade(submissions)]
        assert sessions.judged == [[b"1"]]

    def test_threads_stay_with_an_exercise(  # noqa: PLR0913, PLR0917 - a class with two exercises
        self, both: Kit, client: Client, workers: Workers, journal: Journal, hand_in: HandIn, sessions: FakeSessions
    ) -> None:
        """However the submissions are ordered, a session is started for each exercise only."""
        for learner in "abc":
            hand_in(learner, f"{learner} 14", "answers/14-more/test_doubles.py")
        folders = [hand_in(learner, f"{learner} 13") for learner in "abc"]

        grades = [*ClusterGrader(client, workers, both, journal, limit=TIMEOUT).grade(submissions_in(both, *folders))]

        assert len(grades) == 6
        assert len(sessions.sessions) == 2

    def test_closing_the_iterator_stops_all_runs(
        self, grader: ClusterGrader, kit: Kit, hand_in: HandIn, sessions: FakeSessions
    ) -> None:
        """Runs in progress are cancelled, and waiting submissions haven't even been sent."""
        folders = [hand_in("done", "1"), *(hand_in(f"{number}", ENDLESS) for number in range(9))]
        grades = grader.grade(submissions_in(kit, *folders))

        first = next(grades)
        assert sessions.has_endless.wait(TIMEOUT)
        grades.close()

        assert first.submission.learner == "done"
        endless = [session for session in sessions.sessions if ENDLESS in session.judged]
        assert [session.cancelled.wait(TIMEOUT) for session in endless] == [True]


class TestRest:
    """`ClusterGrader.rest`."""

    def test_grades_that_are_ready_when_the_iterator_is_closed(
        self, grader: ClusterGrader, kit: Kit, hand_in: HandIn
    ) -> None:
        """They aren't lost: here the one of the worker's other thread."""
        grades = grader.grade(submissions_in(kit, *(hand_in(f"{number}", f"{number}") for number in range(6))))
        deadline = monotonic() + TIMEOUT

        found = [next(grades)]
        grades.close()
        while len(found) < 2 and monotonic() < deadline:
            found += grader.rest()

        assert names(found) == ["0", "1"]
