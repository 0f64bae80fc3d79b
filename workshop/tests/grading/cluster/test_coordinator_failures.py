"""What becomes of a class on a cluster when a worker, the scheduler or a machine fails."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from distributed import Client, LocalCluster

from tests.grading.cluster.conftest import names
from tests.grading.conftest import HandIn, submissions_in
from tests.grading.fakes import ENDLESS, FULL, TIMEOUT, FakeSessions
from workshop.errors import MachineError
from workshop.grading.cluster import coordinator
from workshop.grading.cluster import workers as workers_module
from workshop.grading.cluster.coordinator import ClusterGrader
from workshop.grading.cluster.workers import Workers
from workshop.grading.journal import Journal
from workshop.grading.kit import Kit


async def abort(client: Client) -> None:
    """Break the connection to the scheduler."""
    assert client.scheduler_comm
    client.scheduler_comm.comm.abort()


class TestGrade:
    """`ClusterGrader.grade`."""

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
        (lost,) = client.nthreads()
        with ThreadPoolExecutor() as executor:
            grading = executor.submit(lambda: [*grader.grade(submissions_in(kit, hand_in("one", ENDLESS)))])
            assert sessions.has_endless.wait(TIMEOUT)
            sessions.has_endless.clear()

            cluster.scale(2)
            client.wait_for_workers(2)
            client.retire_workers([lost])
            assert sessions.has_endless.wait(TIMEOUT)
            sessions.cancel()
            grades = grading.result()

        assert names(grades) == ["one"]
        assert sessions.judged == [[ENDLESS], [ENDLESS]]

    def test_lost_connection(  # noqa: PLR0913, PLR0917 - all of them act
        self,
        grader: ClusterGrader,
        client: Client,
        kit: Kit,
        hand_in: HandIn,
        sessions: FakeSessions,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """The client connects again, and what was judged meanwhile is judged again: its result says that it's lost."""
        monkeypatch.setattr(coordinator, "LOOKING", TIMEOUT)
        with ThreadPoolExecutor() as executor:
            grading = executor.submit(lambda: [*grader.grade(submissions_in(kit, hand_in("one", ENDLESS)))])
            assert sessions.has_endless.wait(TIMEOUT)
            sessions.has_endless.clear()

            client.sync(abort, client)
            assert sessions.has_endless.wait(TIMEOUT)
            sessions.cancel()
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
        learners: list[str] = []

        with pytest.raises(MachineError, match=r"not everything could be judged \(full\): no space left"):
            learners.extend(each.submission.learner for each in grader.grade(submissions_in(kit, *folders)))

        assert sorted(learners) == [f"{number}" for number in range(5)]
        assert Journal(journal.path).read() == 5

    def test_submission_that_is_refused_every_time_leaves_its_worker_what_else_it_judges(
        self, grader: ClusterGrader, kit: Kit, hand_in: HandIn, sessions: FakeSessions, said: list[str]
    ) -> None:
        """The worker refuses only one submission, however often that is tried."""
        quick = [hand_in(f"{number}", f"{number}") for number in range(5)]
        submissions = submissions_in(kit, hand_in("slow", ENDLESS), hand_in("full", FULL), *quick)
        learners: list[str] = []
        with ThreadPoolExecutor() as executor:
            grading = executor.submit(
                lambda: learners.extend(each.submission.learner for each in grader.grade(submissions))
            )
            assert sessions.has_endless.wait(TIMEOUT)
            sessions.wait_for(FULL, coordinator.TRIES + 1)  # one try is in a warm session first, then in a fresh one
            sessions.cancel()

            with pytest.raises(MachineError, match=r"not everything could be judged \(full\): no space left"):
                grading.result()

        assert learners == [*map(str, range(5)), "slow"]
        assert said == []

    def test_refused_submission_is_tried_by_another_worker(  # noqa: PLR0913, PLR0917 - two workers and what they say
        self,
        grader: ClusterGrader,
        cluster: LocalCluster,
        client: Client,
        kit: Kit,
        hand_in: HandIn,
        sessions: FakeSessions,
        said: list[str],
    ) -> None:
        """It may have more space."""
        cluster.scale(2)
        client.wait_for_workers(2)

        with pytest.raises(MachineError, match=r"not everything could be judged \(full\): no space left"):
            next(grader.grade(submissions_in(kit, hand_in("full", FULL))))

        assert len({session.task.hidden for session in sessions.sessions}) == 2
        assert said == []

    def test_worker_that_refuses_everything_is_left_out(
        self, grader: ClusterGrader, kit: Kit, hand_in: HandIn, said: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """After a few submissions in a row: others may have more space."""
        monkeypatch.setattr(workers_module, "WAITING", -1)
        submissions = submissions_in(kit, *(hand_in(f"{number}", FULL) for number in range(9)))

        with pytest.raises(MachineError, match="no worker that fits has come"):
            next(grader.grade(submissions))

        assert said[0].endswith("from now on: no space left in /tmp")
