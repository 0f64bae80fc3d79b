"""A session is kept as long as there's no doubt about it."""

import errno
from pathlib import Path
from threading import Thread

import pytest

from tests.doubles import write_exercise
from tests.grading.fakes import BAD, BUG, CRASH, ENDLESS, FULL, POISON, TIMEOUT, FakeSession, FakeSessions
from workshop.course.exercise import Exercise
from workshop.errors import CancelledError, MachineError
from workshop.grading import warm_judge
from workshop.grading.warm_judge import WarmJudge
from workshop.judging.session import Task
from workshop.judging.verdict import Verdict


@pytest.fixture
def sessions(monkeypatch: pytest.MonkeyPatch) -> FakeSessions:
    """Replace sessions by fakes, and return the record of them."""
    fakes = FakeSessions()
    monkeypatch.setattr(warm_judge, "Session", fakes)
    return fakes


@pytest.fixture
def task(exercise: Exercise) -> Task:
    """Return the task of the small exercise."""
    return exercise.task()


@pytest.fixture
def judge(tmp_path: Path, sessions: FakeSessions) -> WarmJudge:  # noqa: ARG001 - it must start no real session
    """Return a judge that takes its time."""
    return WarmJudge(tmp_path, limit=TIMEOUT)


def ask(judge: WarmJudge, task: Task, text: bytes) -> Verdict:
    """Return the verdict on a suite with this text."""
    return judge.judge(task, {"test_doubles.py": text})


def test_suites_of_one_task_share_a_session(judge: WarmJudge, task: Task, sessions: FakeSessions) -> None:
    """Starting one takes longer than most verdicts."""
    for text in (b"one", b"two", b"three"):
        assert ask(judge, task, text).tests[0].name == text.decode()

    assert sessions.judged == [[b"one", b"two", b"three"]]


def test_another_task_gets_another_session(
    judge: WarmJudge, task: Task, tmp_path: Path, sessions: FakeSessions
) -> None:
    """The first one is closed."""
    other = write_exercise(tmp_path, "14-more").task()

    ask(judge, task, b"one")
    ask(judge, other, b"two")

    assert [session.task for session in sessions.sessions] == [task, other]
    assert sessions.sessions[0].closed.wait(TIMEOUT)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        pytest.param(CRASH, "the tests crashed the judge: pytest is gone", id="a crash"),
        pytest.param(BAD, "SyntaxError", id="a verdict without tests"),
    ],
)
def test_an_error_ends_a_session(text: bytes, error: str, judge: WarmJudge, task: Task, sessions: FakeSessions) -> None:
    """The next suite gets a fresh one."""
    assert ask(judge, task, text).error == error
    ask(judge, task, b"next")

    assert sessions.judged == [[text], [b"next"]]


def test_an_earlier_suite_may_be_to_blame_for_an_error(judge: WarmJudge, task: Task, sessions: FakeSessions) -> None:
    """The suite is judged again in a fresh session."""
    ask(judge, task, POISON)

    verdict = ask(judge, task, b"honest")

    assert verdict.error == ""
    assert sessions.judged == [[POISON, b"honest"], [b"honest"]]


def test_an_error_in_a_fresh_session_is_final(judge: WarmJudge, task: Task, sessions: FakeSessions) -> None:
    """Nobody else can be to blame."""
    ask(judge, task, b"first")

    assert ask(judge, task, CRASH).error
    assert sessions.judged == [[b"first", CRASH], [CRASH]]


def test_a_suite_that_does_not_end_is_stopped(tmp_path: Path, task: Task, sessions: FakeSessions) -> None:
    """Its session is closed, and the next suite gets a fresh one."""
    judge = WarmJudge(tmp_path, limit=0)

    assert ask(judge, task, ENDLESS) == Verdict(error="timed out after 0 s")
    assert sessions.sessions[0].cancelled.is_set()
    assert sessions.sessions[0].closed.wait(TIMEOUT)


def test_a_suite_that_goes_on_although_it_is_cancelled_is_left_alone(
    tmp_path: Path, task: Task, sessions: FakeSessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing that tests do to the judge lasts longer than their limit."""
    monkeypatch.setattr("workshop.grading.time_limit.GRACE", 0)
    monkeypatch.setattr(FakeSession, "cancel", lambda _: None)
    judge = WarmJudge(tmp_path, limit=0)

    assert ask(judge, task, ENDLESS) == Verdict(error="timed out after 0 s")
    sessions.sessions[0].cancelled.set()


def test_the_machine_may_refuse_something(judge: WarmJudge, task: Task, sessions: FakeSessions) -> None:
    """That is no verdict; in a session that others have used, it's tried again in a fresh one."""
    ask(judge, task, b"first")

    with pytest.raises(MachineError, match="no space left"):
        ask(judge, task, FULL)

    assert sessions.judged == [[b"first", FULL], [FULL]]


def test_a_refusal_at_the_limit_is_no_verdict_either(tmp_path: Path, task: Task, sessions: FakeSessions) -> None:
    """There's no time to try it again."""
    ask(judge := WarmJudge(tmp_path, limit=0), task, b"first")

    with pytest.raises(MachineError, match="no space left"):
        ask(judge, task, FULL)

    assert sessions.judged == [[b"first", FULL]]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.ENAMETOOLONG])
def test_a_session_may_not_start(number: int, judge: WarmJudge, task: Task, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a name that is too long is the fault of the learner."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, "refused")

    monkeypatch.setattr(warm_judge, "Session", refuse)

    if number == errno.ENAMETOOLONG:
        assert ask(judge, task, b"").error == "its files can't be copied: refused"
    else:
        with pytest.raises(MachineError):
            ask(judge, task, b"")


def test_a_bug_of_ours_ends_the_session_too(judge: WarmJudge, task: Task, sessions: FakeSessions) -> None:
    """Who knows in which state it is."""
    with pytest.raises(ZeroDivisionError):
        ask(judge, task, BUG)

    assert sessions.sessions[0].closed.wait(TIMEOUT)


def test_cancelling_ends_the_suite_that_is_judged(judge: WarmJudge, task: Task, sessions: FakeSessions) -> None:
    """And every later one."""

    def cancel() -> None:
        assert sessions.has_endless.wait(TIMEOUT)
        judge.cancel()

    thread = Thread(target=cancel)
    thread.start()

    with pytest.raises(CancelledError):
        ask(judge, task, ENDLESS)
    with pytest.raises(CancelledError):
        ask(judge, task, ENDLESS)
    thread.join()


def test_closing_ends_the_session(judge: WarmJudge, task: Task, sessions: FakeSessions) -> None:
    """It waits until it's gone."""
    ask(judge, task, b"one")

    judge.close(TIMEOUT)

    assert sessions.sessions[0].closed.is_set()


def test_a_session_that_cannot_be_closed_does_no_harm(
    judge: WarmJudge, task: Task, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tests have left something that can't be removed."""

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(FakeSession, "__exit__", refuse)
    ask(judge, task, b"one")

    judge.close(TIMEOUT)
