"""Single keys are read as they are pressed, and afterwards the terminal is as it was before."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from queue import SimpleQueue

import pytest

from workshop.cli import keypress
from workshop.cli.keypress import keys_to

pty = pytest.importorskip("pty", reason="Windows has no terminals of this kind")
termios = pytest.importorskip("termios")


@pytest.fixture
def keyboard(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Make a terminal the standard input, and return its other end."""
    other_end, terminal = pty.openpty()
    with open(terminal, encoding="utf-8") as stdin:  # noqa: PTH123 - a file descriptor
        monkeypatch.setattr(sys, "stdin", stdin)
        yield other_end


def test_keys_arrive_one_by_one(keyboard: int) -> None:
    """No Enter is needed, and two keys at once are still two."""
    keys: SimpleQueue[str] = SimpleQueue()
    with keys_to(keys.put, pytest.fail):
        os.write(keyboard, b"hq")

        assert [keys.get(timeout=60), keys.get(timeout=60)] == ["h", "q"]
    os.close(keyboard)


def test_the_terminal_is_restored(keyboard: int) -> None:
    """Afterwards it shows what is typed and waits for Enter again."""
    before = termios.tcgetattr(sys.stdin)

    with keys_to(print, print):
        during = termios.tcgetattr(sys.stdin)

    assert termios.tcgetattr(sys.stdin) == before
    assert during != before
    os.close(keyboard)


def test_an_arrow_is_one_key(keyboard: int) -> None:
    """What terminals send for it contains letters, which aren't meant."""
    keys: SimpleQueue[str] = SimpleQueue()
    with keys_to(keys.put, pytest.fail):
        os.write(keyboard, b"\x1b[A\x1b[1;5H\x1bOQ\x1bq\x1bl\x1b")

        seen = [keys.get(timeout=60) for _ in range(6)]
    os.close(keyboard)

    assert seen == ["\x1b[A", "\x1b[1;5H", "\x1bOQ", "\x1bq", "\x1bl", "\x1b"]


def test_a_closed_terminal_is_reported_once(keyboard: int) -> None:
    """It's not an error, and no more keys arrive."""
    closed: SimpleQueue[None] = SimpleQueue()
    with keys_to(pytest.fail, lambda: closed.put(None)):
        os.close(keyboard)
        closed.get(timeout=60)

    assert closed.empty()


def test_a_terminal_that_cannot_be_read_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    """Systems say in different ways that it's closed."""
    closed: SimpleQueue[None] = SimpleQueue()

    def read(_seconds: float) -> str:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(keypress, "single_keys", lambda: nullcontext(read))
    with keys_to(pytest.fail, lambda: closed.put(None)):
        closed.get(timeout=60)


def test_a_closed_stdout_is_reported(keyboard: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody sees what is written any more."""
    closed: SimpleQueue[None] = SimpleQueue()
    monkeypatch.setattr(keypress, "closed_detector", lambda: lambda: True)
    with keys_to(pytest.fail, lambda: closed.put(None)):
        closed.get(timeout=60)
    os.close(keyboard)


def test_without_a_terminal_no_keys_arrive(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe isn't read."""
    reading, writing = os.pipe()
    with open(reading, encoding="utf-8") as stdin, open(writing, "w", encoding="utf-8") as pipe:  # noqa: PTH123
        monkeypatch.setattr(sys, "stdin", stdin)
        with keys_to(pytest.fail, pytest.fail):
            pipe.write("h")
            pipe.flush()

        assert os.read(reading, 1) == b"h"
