"""Single keys are read as they are pressed, and afterwards the terminal is as it was before."""

import os
import sys
import threading
from collections.abc import Iterator
from queue import SimpleQueue

import pytest

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
    with keys_to(keys.put):
        os.write(keyboard, b"hq")

        assert [keys.get(timeout=60), keys.get(timeout=60)] == ["h", "q"]
    os.close(keyboard)


def test_the_terminal_is_restored(keyboard: int) -> None:
    """Afterwards it shows what is typed and waits for Enter again."""
    before = termios.tcgetattr(sys.stdin)

    with keys_to(print):
        during = termios.tcgetattr(sys.stdin)

    assert termios.tcgetattr(sys.stdin) == before
    assert during != before
    os.close(keyboard)


def test_a_closed_terminal_ends_the_reader(keyboard: int) -> None:
    """It's not an error, and no more keys arrive."""
    with keys_to(print):
        reader = next(thread for thread in threading.enumerate() if thread.name == "keys")
        os.close(keyboard)
        reader.join(timeout=60)

        assert not reader.is_alive()


def test_without_a_terminal_no_keys_arrive(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe isn't read."""
    reading, writing = os.pipe()
    with open(reading, encoding="utf-8") as stdin, open(writing, "w", encoding="utf-8") as pipe:  # noqa: PTH123
        monkeypatch.setattr(sys, "stdin", stdin)
        with keys_to(pytest.fail):
            pipe.write("h")
            pipe.flush()

        assert os.read(reading, 1) == b"h"
