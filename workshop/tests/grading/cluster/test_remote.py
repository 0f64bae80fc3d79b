"""What a worker does with the suites and exercises that it gets."""

from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest
from distributed import Client

from tests.grading.fakes import ENDLESS, TIMEOUT, FakeSession, FakeSessions
from workshop.errors import CancelledError, MachineError
from workshop.grading.cluster import remote
from workshop.grading.cluster.remote import Judges, Order
from workshop.grading.journal import fingerprint
from workshop.grading.kit import Kit
from workshop.judging.verdict import JudgedTest, Verdict


@pytest.fixture
def order(kit: Kit) -> Order:
    """Return an order for a suite, without the files of the exercise."""
    return order_for(kit, b"one")


@pytest.fixture
def judges(kit: Kit, tmp_path: Path, sessions: FakeSessions) -> Judges:  # noqa: ARG001 - it must start no real session
    """Return the judges of a worker that has the small exercise."""
    judges = Judges(tmp_path / "cache", threads=1)
    judges.add_exercise("13-doubles", kit.digests["13-doubles"], kit.files["13-doubles"])
    return judges


def order_for(kit: Kit, text: bytes, run: str = "ours", limit: float = TIMEOUT) -> Order:
    """Return an order for a suite with this text."""
    suite, digest = {"test_doubles.py": text}, kit.digests["13-doubles"]
    return Order(
        run=run,
        exercise="13-doubles",
        digest=digest,
        suite=suite,
        options="options",
        fingerprint=fingerprint(suite, "13-doubles", digest, "options"),
        limit=limit,
    )


def ask(judges: Judges, order: Order) -> str:
    """Return the name of the test that a fake session finds in a suite."""
    task = judges.task(order.digest)
    assert task is not None
    return judges.judge(order, task).tests[0].name


class TestJudge:
    """`remote.judge`, as a task of a worker."""

    def test_exercise_is_sent_once(self, order: Order, kit: Kit, client: Client) -> None:
        """A worker asks for its files, and then keeps them."""
        with_files = replace(order, files=kit.files["13-doubles"])

        first, second, third = (
            client.submit(remote.judge, each, pure=False).result() for each in (order, with_files, order)
        )

        assert first is None
        assert second is not None
        assert third is not None
        assert second.verdict.tests[0].name == third.verdict.tests[0].name == "one"

    def test_damaged_suite(self, order: Order, kit: Kit, client: Client, sessions: FakeSessions) -> None:
        """It isn't judged."""
        damaged = replace(order, suite={"test_doubles.py": b"two"}, files=kit.files["13-doubles"])

        error = client.submit(remote.judge, damaged).exception()

        assert isinstance(error, MachineError)
        assert f"{error}" == "the tests didn't arrive as they were sent"
        assert sessions.judged == []


class TestJudges:
    """`Judges`, which several threads share."""

    def test_damaged_exercise(self, order: Order, tmp_path: Path) -> None:
        """It isn't written."""
        with pytest.raises(MachineError, match="13-doubles didn't arrive as it was sent"):
            Judges(tmp_path / "cache", threads=1).add_exercise("13-doubles", order.digest, {"doubles.py": b"other"})

        assert not (tmp_path / "cache").exists()

    def test_exercise_that_cannot_be_written(self, kit: Kit, tmp_path: Path) -> None:
        """The machine refuses it, which is no one's error."""
        (tmp_path / "cache").touch()

        with pytest.raises(MachineError, match="cache"):
            Judges(tmp_path / "cache", threads=1).add_exercise(
                "13-doubles", kit.digests["13-doubles"], kit.files["13-doubles"]
            )

    def test_exercises_are_hidden_from_tests(self, judges: Judges, order: Order, tmp_path: Path) -> None:
        """Not only the one that they are for."""
        task = judges.task(order.digest)

        assert task is not None
        assert task.subject.path == tmp_path / "cache" / order.digest / "13-doubles" / "doubles.py"
        assert task.hidden == (tmp_path / "cache",)

    def test_exercise_that_is_there(self, judges: Judges, kit: Kit, order: Order) -> None:
        """Two threads may have asked for it; judges stay warm for the task of the first."""
        task = judges.task(order.digest)

        judges.add_exercise("13-doubles", order.digest, kit.files["13-doubles"])

        assert judges.task(order.digest) is task

    def test_judge_stays_warm(self, judges: Judges, kit: Kit, sessions: FakeSessions) -> None:
        """Suites of an exercise are judged in one session, whichever run they are from."""
        assert [ask(judges, order_for(kit, text, run)) for text, run in ((b"1", "ours"), (b"2", "theirs"))] == [
            "1",
            "2",
        ]

        assert sessions.judged == [[b"1", b"2"]]

    def test_idle_judge_is_replaced(self, judges: Judges, kit: Kit, sessions: FakeSessions) -> None:
        """There are never more of them than threads."""
        ask(judges, order_for(kit, b"1"))

        ask(judges, order_for(kit, b"2", limit=2 * TIMEOUT))

        assert sessions.judged == [[b"1"], [b"2"]]
        assert sessions.sessions[0].closed.wait(TIMEOUT)

    def test_stop_cancels_what_is_judged(self, judges: Judges, kit: Kit, sessions: FakeSessions) -> None:
        """Only for the run that is stopped."""
        errors: list[str] = []

        def judge(run: str) -> None:
            try:
                ask(judges, order_for(kit, ENDLESS, run))
            except CancelledError:
                errors.append(run)

        threads = {run: Thread(target=judge, args=(run,)) for run in ("ours", "theirs")}
        for thread in threads.values():
            thread.start()
            assert sessions.has_endless.wait(TIMEOUT)
            sessions.has_endless.clear()

        judges.stop("ours")
        threads["ours"].join(TIMEOUT)
        assert errors == ["ours"]
        assert [session.cancelled.is_set() for session in sessions.sessions] == [True, False]

        judges.stop("theirs")
        threads["theirs"].join(TIMEOUT)
        assert errors == ["ours", "theirs"]

    def test_stop_that_comes_with_the_verdict(
        self, judges: Judges, kit: Kit, sessions: FakeSessions, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The verdict is returned, and the judge ends."""

        def check(*_: object) -> Verdict:
            judges.stop("ours")
            return Verdict((JudgedTest("late", "sound", "", ()),))

        monkeypatch.setattr(FakeSession, "check", check)

        assert ask(judges, order_for(kit, b"1")) == "late"
        assert sessions.sessions[0].closed.wait(TIMEOUT)

    def test_stop_closes_idle_judges(self, judges: Judges, kit: Kit, sessions: FakeSessions) -> None:
        """They would take memory from others who use the cluster."""
        ask(judges, order_for(kit, b"1"))

        judges.stop("ours")

        assert sessions.sessions[0].closed.wait(TIMEOUT)
