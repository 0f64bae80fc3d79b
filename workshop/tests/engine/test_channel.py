"""A channel keeps everything that the process of a run reports, and nothing of the run before."""

import os
import sys
from collections.abc import Iterator
from threading import Thread

import pytest

from workshop.engine.controller import channel as module
from workshop.engine.controller.channel import Channel, ChannelReader, PipeChannel

if sys.platform == "linux":
    from fcntl import F_GETPIPE_SZ, F_SETPIPE_SZ, fcntl


@pytest.fixture
def pipe() -> Iterator[PipeChannel]:
    """Yield a channel whose pipe a thread empties."""
    channel = PipeChannel()
    reader = ChannelReader([channel])
    yield channel
    reader.close()


def test_report_has_everything_that_was_written(pipe: PipeChannel) -> None:
    """Also what was written just before the process ended."""
    pipe.begin()
    os.write(pipe.writer, b"one\n")
    os.write(pipe.writer, b"two\n")

    assert pipe.report() == b"one\ntwo\n"


def test_process_never_waits_because_the_pipe_is_full(pipe: PipeChannel) -> None:
    """A pipe takes some kilobytes; this is much more, and nothing asks for the report meanwhile."""
    pipe.begin()
    writer = Thread(target=os.write, args=(pipe.writer, b"x" * 2**20), daemon=True)
    writer.start()

    writer.join()

    assert len(pipe.report()) == 2**20


def test_next_run_begins_with_an_empty_report(pipe: PipeChannel) -> None:
    """What the run before has left in the pipe doesn't count."""
    pipe.begin()
    os.write(pipe.writer, b"one\n")
    pipe.report()
    os.write(pipe.writer, b"late\n")

    pipe.begin()

    assert pipe.report() == b""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux resizes pipes")
def test_next_run_begins_with_a_pipe_of_the_usual_size(pipe: PipeChannel) -> None:
    """A run that resizes it can't tell the next one by that."""
    usual = fcntl(pipe.writer, F_GETPIPE_SZ)
    fcntl(pipe.writer, F_SETPIPE_SZ, 2 * usual)

    pipe.begin()

    assert fcntl(pipe.writer, F_GETPIPE_SZ) == usual


def test_channel_knows_when_the_process_was_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test has its timeout from there."""
    times = iter((1.0, 5.0))
    monkeypatch.setattr(module, "monotonic", lambda: next(times))
    channel = Channel()

    channel.begin()
    began = channel.heard_at
    channel.add(b"one\n")

    assert (began, channel.heard_at) == (1.0, 5.0)


def test_report_that_is_too_long_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """One byte more than allowed is enough to know."""
    monkeypatch.setattr(module, "MOST", 10)
    channel = Channel()

    for _ in range(3):
        channel.add(b"x" * 9)

    assert len(channel.report()) == 11


def test_reader_of_no_pipes_ends() -> None:
    """Where processes can't fork, reports come in another way."""
    ChannelReader([]).close()
