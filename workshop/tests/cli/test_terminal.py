"""What a command finds out about its terminal, and how it leaves it."""

import errno
import os
import signal
import sys
from collections.abc import Callable, Iterator

import pytest

from workshop.cli import terminal
from workshop.cli.terminal import closed_detector, single_keys

pty = pytest.importorskip("pty", reason="Windows has no terminals of this kind")
termios = pytest.importorskip("termios")

WAIT = 0.01  # seconds


@pytest.fixture
def keyboard(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Make a terminal the standard input, and return its other end."""
    other_end, own_end = pty.openpty()
    with open(own_end, encoding="utf-8") as stdin:  # noqa: PTH123 - a file descriptor
        monkeypatch.setattr(sys, "stdin", stdin)
        yield other_end
    os.close(other_end)


def waits_for_enter() -> bool:
    """Return whether keys arrive a line at a time."""
    return bool(termios.tcgetattr(sys.stdin)[3] & termios.ICANON)


@pytest.mark.usefixtures("keyboard")
def test_terminal_is_restored_while_the_process_is_suspended(monkeypatch: pytest.MonkeyPatch) -> None:
    """And when it goes on, keys arrive one by one again, even if the shell has changed that."""
    seen = []
    monkeypatch.setattr(os, "kill", lambda _process, number: seen.append((number, waits_for_enter())))
    before = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
    try:
        with single_keys() as read:
            signal.raise_signal(signal.SIGTSTP)
            assert waits_for_enter()
            assert read(WAIT) is None
            assert not waits_for_enter()
            signal.raise_signal(signal.SIGTSTP)
        assert signal.getsignal(signal.SIGTSTP) == signal.SIG_DFL
    finally:
        signal.signal(signal.SIGTSTP, before)

    assert seen == [(signal.SIGTSTP, True)] * 2


@pytest.mark.usefixtures("keyboard")
def test_suspending_that_is_ignored_stays_so() -> None:
    """As in a script without job control."""
    before = signal.signal(signal.SIGTSTP, signal.SIG_IGN)
    try:
        with single_keys():
            assert signal.getsignal(signal.SIGTSTP) == signal.SIG_IGN
    finally:
        signal.signal(signal.SIGTSTP, before)


def test_in_the_background_the_terminal_is_left_alone(keyboard: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys are for the shell there, and the system would stop a process that reads them or changes settings."""
    monkeypatch.setattr(os, "tcgetpgrp", lambda _: os.getpgrp() + 1)

    with single_keys() as read:
        os.write(keyboard, b"q\n")

        assert waits_for_enter()
        assert read(WAIT) is None


def test_closed_standard_input_has_no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """As after `<&-` in a shell."""
    monkeypatch.setattr(sys, "stdin", None)

    with single_keys() as read:
        assert read(WAIT) is None


def test_closed_terminal_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the system calls that."""
    other_end, own_end = pty.openpty()
    with open(own_end, encoding="utf-8") as stdin:  # noqa: PTH123 - a file descriptor
        monkeypatch.setattr(sys, "stdin", stdin)
        with single_keys() as read:
            os.close(other_end)
            with pytest.raises(OSError, match="Input/output error"):
                read(WAIT)


def test_end_of_the_terminal_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """When its window is closed."""
    monkeypatch.setattr(terminal, "STDOUT", os.open(os.devnull, os.O_WRONLY))
    answers = [None, None, errno.ENXIO]

    def open_terminal(_path: str, _flags: int) -> int:
        if error := answers.pop(0):
            raise OSError(error, "No such device or address")
        return os.dup(terminal.STDOUT)

    monkeypatch.setattr(os, "open", open_terminal)
    is_closed = closed_detector()

    assert [is_closed(), is_closed()] == [False, True]
    os.close(terminal.STDOUT)


@pytest.mark.parametrize(
    ("error", "is_known"), [(errno.ENXIO, False), (errno.ENOENT, False), (errno.EMFILE, True), (errno.EACCES, True)]
)
def test_process_without_a_terminal_cannot_lose_it(
    error: int, monkeypatch: pytest.MonkeyPatch, *, is_known: bool
) -> None:
    """Nor does one lose it that can't open it for another reason."""
    monkeypatch.setattr(terminal, "STDOUT", os.open(os.devnull, os.O_WRONLY))

    def refuse(_path: str, _flags: int) -> int:
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(os, "open", refuse)

    assert not closed_detector()()
    assert terminal._has_terminal() is is_known  # noqa: SLF001 - what that rests on
    os.close(terminal.STDOUT)


@pytest.mark.parametrize("make", [os.pipe, pty.openpty])
def test_output_that_nobody_reads_is_noticed(
    make: Callable[[], tuple[int, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pipe whose reader has ended, or a terminal that is closed."""
    reader, writer = make()
    monkeypatch.setattr(terminal, "STDOUT", writer)
    is_closed = closed_detector()
    before = is_closed()

    os.close(reader)

    assert (before, is_closed()) == (False, True)
    os.close(writer)
