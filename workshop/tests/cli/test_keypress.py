"""Single keys are read as they are pressed, and the terminal is as before afterwards."""

import os
import sys
import threading
from collections.abc import Iterator
from queue import SimpleQueue

import pytest

from workshop.cli.keypress import keys_to

pty = pytest.importorskip("pty", reason="there are no terminals of this kind on Windows")
termios = pytest.importorskip("termios")


@pytest.fixture
def keyboard(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Make a terminal the standard input, and return its other end."""
    ours, other = pty.openpty()
    with open(other, encoding="utf-8") as stdin:  # noqa: PTH123 - by its number
        monkeypatch.setattr(sys, "stdin", stdin)
        yield ours


def test_keys_come_one_by_one(keyboard: int) -> None:
    """Without Enter, also when two are pressed at once."""
    keys: SimpleQueue[str] = SimpleQueue()
    with keys_to(keys.put):
        os.write(keyboard, b"hq")

        assert [keys.get(timeout=5), keys.get(timeout=5)] == ["h", "q"]
    os.close(keyboard)


def test_the_terminal_is_as_before(keyboard: int) -> None:
    """Afterwards a line is a line again, and is shown as it is typed."""
    before = termios.tcgetattr(sys.stdin)

    with keys_to(print):
        during = termios.tcgetattr(sys.stdin)

    assert termios.tcgetattr(sys.stdin) == before
    assert during != before
    os.close(keyboard)


def test_a_terminal_that_goes_away_is_no_error(keyboard: int) -> None:
    """Then no key comes any more."""
    with keys_to(print):
        reader = next(thread for thread in threading.enumerate() if thread.name == "keys")
        os.close(keyboard)
        reader.join(timeout=5)

        assert not reader.is_alive()


def test_without_a_terminal_no_keys_come(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a pipe, which is not read."""
    reading, writing = os.pipe()
    with open(reading, encoding="utf-8") as stdin, open(writing, "w", encoding="utf-8") as pipe:  # noqa: PTH123
        monkeypatch.setattr(sys, "stdin", stdin)
        with keys_to(pytest.fail):
            pipe.write("h")
            pipe.flush()

        assert os.read(reading, 1) == b"h"
