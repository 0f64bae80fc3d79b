"""What the workers of a pool and other threads have to say, waited for together."""

import os
import selectors
import socket
from collections import deque
from contextlib import suppress
from time import monotonic
from typing import IO

from workshop.engine.codec import ProtocolError, decode
from workshop.engine.protocol import ProcessMessage

CHUNK = 2**16


class Messages:
    """The messages for a pool; None says that a worker has ended, or that the pool is cancelled.

    The thread that waits for messages reads them itself: another one would have to wake it up for each.
    """

    def __init__(self) -> None:
        self._waiting: deque[ProcessMessage | None] = deque()
        self._selector = selectors.DefaultSelector()
        self._woken, self._waker = socket.socketpair()  # on Windows, only sockets can be waited for
        self._waker.settimeout(0)
        self._selector.register(self._woken, selectors.EVENT_READ)

    def listen(self, output: IO[bytes]) -> None:
        """Take what a worker writes to its output from now on, and its end; this needs a system that can fork."""
        self._selector.register(output, selectors.EVENT_READ, bytearray())

    def put(self, message: ProcessMessage | None) -> None:
        """Add a message; called from another thread. After `close`, this does nothing."""
        self._waiting.append(message)
        with suppress(OSError):  # it's closed, or so full that the waiting thread will wake up anyway
            self._waker.send(b".")

    def get(self, timeout: float) -> ProcessMessage | None:
        """Return the next message; raises TimeoutError if none comes within `timeout` seconds."""
        deadline = monotonic() + timeout
        while True:
            for key, _ in self._selector.select(0 if self._waiting else deadline - monotonic()):
                self._take(key)
            if self._waiting:
                return self._waiting.popleft()
            if monotonic() >= deadline:  # looked at even if something came: it needn't be a message
                raise TimeoutError(f"no message within {timeout} seconds")

    def close(self) -> None:
        """Stop waiting, and close what that took."""
        self._selector.close()
        self._woken.close()
        self._waker.close()

    def _take(self, key: selectors.SelectorKey) -> None:
        if key.fileobj is self._woken:
            self._woken.recv(CHUNK)
            return
        chunk = os.read(key.fd, CHUNK)
        if not chunk:
            self._selector.unregister(key.fileobj)
            self._waiting.append(None)
        *lines, key.data[:] = (key.data + chunk).split(b"\n")
        for line in lines:
            with suppress(ProtocolError):  # only a test that tampers writes such a line; the true one comes too
                self._waiting.append(decode(line.decode(errors="replace"), ProcessMessage))
