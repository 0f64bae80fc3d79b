"""An inbox yields lines as they come, and misses no end of a fork."""

import os
import signal
from collections.abc import Iterator

import pytest

from workshop.engine.process_tree import CAN_FORK
from workshop.engine.worker.inbox import Inbox

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="only workers that fork have one")


@pytest.fixture
def pipe() -> Iterator[tuple[Inbox, int]]:
    """Yield an inbox, and the file descriptor from which its lines come."""
    reader, writer = os.pipe()
    inbox = Inbox(reader)
    yield inbox, writer
    inbox.close()
    os.close(reader)


def test_lines_may_come_in_pieces(pipe: tuple[Inbox, int]) -> None:
    """A line is complete at its end, and the last one is followed by the end of the pipe."""
    inbox, writer = pipe
    lines = inbox.lines(lambda: pytest.fail("no fork has ended"))

    start, end = "one\nzwölf\nthree\n".encode().split(b"\xb6")  # in the middle of a character
    os.write(writer, start)
    assert next(lines) == "one"
    os.write(writer, b"\xb6" + end)
    assert [next(lines), next(lines)] == ["zwölf", "three"]
    os.close(writer)
    assert list(lines) == []


def test_no_end_of_a_fork_is_missed(pipe: tuple[Inbox, int]) -> None:
    """Neither one from before the waiting, nor one between two lines that have come together."""
    inbox, writer = pipe
    ended: list[str] = []
    lines = inbox.lines(lambda: ended.append("a fork"))

    os.write(writer, b"one\ntwo\n")
    os.kill(os.getpid(), signal.SIGCHLD)
    ended.append(next(lines))
    os.kill(os.getpid(), signal.SIGCHLD)
    ended.append(next(lines))
    os.close(writer)

    assert ended == ["a fork", "one", "a fork", "two"]
    assert list(lines) == []


def test_closed_inbox_takes_no_signals(pipe: tuple[Inbox, int]) -> None:
    """A fork is as if there had been none."""
    _, writer = pipe
    os.close(writer)

    Inbox(0).close()

    assert signal.getsignal(signal.SIGCHLD) is signal.SIG_DFL
    assert signal.set_wakeup_fd(-1) == -1
