"""Messages are waited for together: those of workers, and those that other threads add."""

import os
from collections.abc import Iterator
from contextlib import closing
from threading import Timer
from time import monotonic
from typing import IO

import pytest

from workshop.engine.codec import encode
from workshop.engine.controller.messages import Messages
from workshop.engine.process_tree import CAN_FORK
from workshop.engine.protocol import ProcessStarted, TemplateReady

needs_fork = pytest.mark.skipif(not CAN_FORK, reason="Windows can't wait for pipes")
STARTED, READY = ProcessStarted(0, 1), TemplateReady(2)
SOON = 30.0  # seconds; far more than a busy machine needs


@pytest.fixture
def messages() -> Iterator[Messages]:
    """Return messages of no worker yet."""
    with closing(Messages()) as messages:
        yield messages


@pytest.fixture
def worker(messages: Messages) -> Iterator[IO[bytes]]:
    """Return what a worker writes to, and the messages come from."""
    reader, writer = os.pipe()
    with os.fdopen(reader, "rb") as output, os.fdopen(writer, "wb", buffering=0) as worker:
        messages.listen(output)
        yield worker


@needs_fork
def test_messages_come_in_their_order(messages: Messages, worker: IO[bytes]) -> None:
    """Even if the worker has written them together."""
    worker.write(f"{encode(STARTED)}{encode(READY)}".encode())

    assert [messages.get(SOON), messages.get(SOON)] == [STARTED, READY]


@needs_fork
def test_message_may_come_in_parts(messages: Messages, worker: IO[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    """Its line isn't decoded before it's complete."""
    monkeypatch.setattr("workshop.engine.controller.messages.CHUNK", 9)
    worker.write(encode(STARTED).encode())

    assert messages.get(SOON) == STARTED


@needs_fork
@pytest.mark.parametrize("line", [b"what?\n", b"\xff\n"], ids=["no message", "no text"])
def test_other_lines_are_ignored(line: bytes, messages: Messages, worker: IO[bytes]) -> None:
    """A test that tampers may have written them."""
    worker.write(line + encode(STARTED).encode())

    assert messages.get(SOON) == STARTED


@needs_fork
def test_end_of_a_worker_is_told_once(messages: Messages, worker: IO[bytes]) -> None:
    """After that, nothing comes from it."""
    worker.close()

    assert messages.get(SOON) is None
    with pytest.raises(TimeoutError):
        messages.get(0)


@needs_fork
def test_what_is_no_message_does_not_delay(
    messages: Messages, worker: IO[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Time is up even if something comes all the time: otherwise such a run would never be late."""
    monkeypatch.setattr("workshop.engine.controller.messages.CHUNK", 1)
    worker.write(f"and so on\n{encode(STARTED)}".encode())

    with pytest.raises(TimeoutError, match=r"^no message within 0 seconds$"):
        messages.get(0)


def test_message_of_another_thread_ends_the_wait(messages: Messages) -> None:
    """Its message comes at once, not when time is up."""
    began = monotonic()
    other = Timer(0.1, messages.put, args=(READY,))
    other.start()

    assert messages.get(SOON) == READY
    assert monotonic() - began < SOON / 2
    other.join()


def test_many_messages_never_block(messages: Messages) -> None:
    """There may be no thread that waits for them."""
    for _ in range(100_000):
        messages.put(READY)

    assert {messages.get(0) for _ in range(100_000)} == {READY}


def test_nothing_is_put_after_the_end() -> None:
    """A time limit may cancel what has just ended."""
    messages = Messages()
    messages.close()

    messages.put(None)
