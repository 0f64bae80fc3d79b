"""A class is graded by the workers of a cluster: it gets the same grades as on one machine, and loses none."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from time import monotonic

import pytest
from distributed import Client, LocalCluster

from tests.doubles import write_exercise
from tests.grading.conftest import HandIn, graded, learners_in
from tests.grading.fakes import BUG, CRASH, ENDLESS, FULL, TIMEOUT, FakeSessions
from workshop.course.exercise import Exercise
from workshop.errors import MachineError
from workshop.grading.cluster import coordinator
from workshop.grading.cluster import workers as workers_module
from workshop.grading.cluster.coordinator import ClusterGrader
from workshop.grading.cluster.workers import Workers
from workshop.grading.grade import Grade
from workshop.grading.journal import Journal
from workshop.grading.kit import Kit, read_kit
from workshop.grading.submissions import Submission, find_submissions


@pytest.fixture
def grader(
    client: Client, workers: Workers, kit: Kit, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> ClusterGrader:
    """Return a grader that uses the cluster, and looks for new and lost workers all the time."""
    monkeypatch.setattr(coordinator, "LOOKING", 0)
    monkeypatch.setattr(coordinator, "POLLING", 0.01)
    return ClusterGrader(client, workers, kit, journal, limit=TIMEOUT)


@pytest.fixture
def both(exercise: Exercise, tmp_path: Path) -> Iterator[Kit]:
    """Yield two exercises as a kit."""
    other = write_exercise(tmp_path, "14-more")
    (other.folder / "README.md").write_text("Other rules", encoding="utf-8")
    with read_kit([exercise.folder, other.folder]) as both:
        yield both


def submissions_in(kit: Kit, *folders: Path) -> list[Submission]:
    """Return the submissions of these learners."""
    return find_submissions(learners_in([*folders]), [*kit.exercises])


def names(grades: list[Grade]) -> list[str]:
    """Return the learners whose grades these are, sorted."""
    return sorted(grade.submission.learner for grade in grades)


async def abort(client: Client) -> None:
    """Break the connection to the scheduler."""
    assert client.scheduler_comm
    client.scheduler_comm.comm.abort()


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

    def test_submission_of_a_lost_worker_is_judged_by_another(  # noqa: PLR0913, PLR0917 - all of them act
        self,
        grader: ClusterGrader,
        cluster: LocalCluster,
        client: Client,
        kit: Kit,
        hand_in: HandIn,
        sessions: FakeSessions,
    ) -> None:
        """Here by one that was added; what the lost one may say later doesn't count."""
        (lost,) = client.scheduler_info()["workers"]
        with ThreadPoolExecutor() as executor:
            grading = executor.submit(lambda: [*grader.grade(submissions_in(kit, hand_in("one", ENDLESS)))])
            assert sessions.has_endless.wait(TIMEOUT)
            sessions.has_endless.clear()

            cluster.scale(2)
            client.wait_for_workers(2)
            client.retire_workers([lost])
            assert sessions.has_endless.wait(TIMEOUT)
            for session in sessions.sessions:
                session.cancel()
            grades = grading.result()

        assert names(grades) == ["one"]
        assert sessions.judged == [[ENDLESS], [ENDLESS]]

    def test_lost_connection(
        self, grader: ClusterGrader, client: Client, kit: Kit, hand_in: HandIn, sessions: FakeSessions
    ) -> None:
        """The client connects again, and what was judged meanwhile is judged again."""
        with ThreadPoolExecutor() as executor:
            grading = executor.submit(lambda: [*grader.grade(submissions_in(kit, hand_in("one", ENDLESS)))])
            assert sessions.has_endless.wait(TIMEOUT)
            sessions.has_endless.clear()

            client.sync(abort, client)
            assert sessions.has_endless.wait(TIMEOUT)
            for session in sessions.sessions:
                session.cancel()
            grades = grading.result()

        assert names(grades) == ["one"]

    def test_waiting_for_the_scheduler(
        self, grader: ClusterGrader, workers: Workers, kit: Kit, hand_in: HandIn, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Nothing is handed out while there's no connection."""
        connected = iter((False, True))
        monkeypatch.setattr(workers, "are_connected", lambda: next(connected, True))

        assert names([*grader.grade(submissions_in(kit, hand_in("one", "1")))]) == ["one"]

    def test_what_the_machine_refuses_does_not_keep_others_from_being_graded(
        self, grader: ClusterGrader, kit: Kit, journal: Journal, hand_in: HandIn
    ) -> None:
        """It's tried again after them, and is no grade."""
        folders = [hand_in("full", FULL), *(hand_in(f"{number}", f"{number}") for number in range(5))]
        grades: list[Grade] = []

        with pytest.raises(MachineError, match=r"not everything could be judged \(full\): no space left"):
            grades.extend(grader.grade(submissions_in(kit, *folders)))

        assert names(grades) == [f"{number}" for number in range(5)]
        assert Journal(journal.path).read() == 5

    def test_worker_that_refuses_everything_is_left_out(
        self, grader: ClusterGrader, kit: Kit, hand_in: HandIn, said: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """After a few submissions in a row: others may have more space."""
        monkeypatch.setattr(workers_module, "WAITING", -1)
        submissions = submissions_in(kit, *(hand_in(f"{number}", FULL) for number in range(9)))

        with pytest.raises(MachineError, match="no worker that fits has come"):
            next(grader.grade(submissions))

        assert said[0].endswith("from now on: no space left in /tmp")


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
