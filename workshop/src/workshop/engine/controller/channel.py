"""The channels of a pool: how the processes of its runs report what becomes of the tests."""

import os
import selectors
import sys
from collections.abc import Iterable
from contextlib import suppress
from threading import Lock, Thread
from time import monotonic, sleep

if sys.platform == "linux":
    from fcntl import F_GETPIPE_SZ, F_SETPIPE_SZ, fcntl

MOST = 16 * 2**20  # bytes of one report; more isn't kept, and the run is invalid
CHUNK = 2**16
SET_HINT, NO_HINT = 1036, bytes(8)  # how long what's written will be needed; from linux/fcntl.h
PAUSE = 0.05  # seconds between looks at all pipes: to wake up at every event would cost more than reading them


class Channel:
    """What the process in a slot has reported since its run began, and when it was last heard."""

    def __init__(self) -> None:
        self.heard_at = 0.0
        self._report = bytearray()
        self._lock = Lock()

    def begin(self) -> None:
        """Forget the run before."""
        with self._lock:
            self._report.clear()
            self.heard_at = monotonic()

    def add(self, chunk: bytes) -> None:
        """Add what the process has sent."""
        with self._lock:
            self.heard_at = monotonic()
            self._report += chunk[: MOST + 1 - len(self._report)]

    def report(self) -> bytes:
        """Return everything that the process has reported so far."""
        with self._lock:
            return bytes(self._report)


class PipeChannel(Channel):
    """A channel that is a pipe: processes write to the file descriptor `writer`, which they inherit."""

    def __init__(self) -> None:
        super().__init__()
        self.reader, self.writer = os.pipe()
        os.set_blocking(self.reader, False)
        self._read_lock = Lock()
        self._size = fcntl(self.writer, F_GETPIPE_SZ) if sys.platform == "linux" else 0

    def begin(self) -> None:
        """Forget the run before, and what its processes have left in the pipe, or have set for it."""
        self.drain()
        if sys.platform == "linux":
            with suppress(OSError):  # a kernel may be too old for the hint
                fcntl(self.writer, F_SETPIPE_SZ, self._size)
                fcntl(self.writer, SET_HINT, NO_HINT)
        super().begin()

    def report(self) -> bytes:
        """Return everything that the process has written so far."""
        self.drain()
        return super().report()

    def drain(self) -> None:
        """Take what is in the pipe, without waiting for more."""
        with self._read_lock, suppress(BlockingIOError):
            while chunk := os.read(self.reader, CHUNK):
                self.add(chunk)

    def close(self) -> None:
        """Close both ends of the pipe."""
        os.close(self.reader)
        os.close(self.writer)


class ChannelReader:
    """A thread that empties pipes, so that no process ever waits because one is full."""

    def __init__(self, channels: Iterable[PipeChannel]) -> None:
        self._channels = [*channels]
        self._end, self._ended = os.pipe()
        self._thread = Thread(target=self._read, daemon=True)
        if self._channels:  # without any, nothing here would work on Windows
            self._thread.start()

    def close(self) -> None:
        """End the thread, and close the pipes."""
        os.close(self._ended)
        if self._channels:
            self._thread.join()
        os.close(self._end)
        for channel in self._channels:
            channel.close()

    def _read(self) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self._end, selectors.EVENT_READ)
            for channel in self._channels:
                selector.register(channel.reader, selectors.EVENT_READ, channel)
            while True:
                for key, _ in selector.select():
                    if key.data is None:
                        return
                    key.data.drain()
                sleep(PAUSE)
