"""Sessions that judge without running tests."""

from threading import Event
from typing import Self

from tests.doubles import SOLUTION
from workshop.errors import CancelledError, EngineError
from workshop.judging.session import SuiteFiles
from workshop.judging.verdict import Verdict

TIMEOUT = 60.0  # seconds before a broken test gives up


class FakeSessions:
    """Judges without running tests: crashes on "crash", accepts SOLUTION, and runs "endless" until it's cancelled.

    A solution is accepted only once an endless run is in progress.
    """

    def __init__(self) -> None:
        self.has_endless = Event()
        self.endless: list[FakeSession] = []
        self.count = 0

    def __call__(self, *_: object, **__: object) -> "FakeSession":
        """Return a new session."""
        self.count += 1
        return FakeSession(self)


class FakeSession:
    """One of them."""

    def __init__(self, sessions: FakeSessions) -> None:
        self._sessions = sessions
        self.cancelled = Event()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    @property
    def is_cancelled(self) -> bool:
        """Whether it was cancelled."""
        return self.cancelled.is_set()

    def check(self, suite: SuiteFiles) -> Verdict:
        """Return a verdict, or raise what a session raises."""
        (text,) = suite.values()
        if text == b"crash":
            raise EngineError("pytest is gone")
        if text == SOLUTION.encode():
            assert self._sessions.has_endless.wait(TIMEOUT)
            return Verdict()
        self._sessions.endless.append(self)
        self._sessions.has_endless.set()
        assert self.cancelled.wait(TIMEOUT)
        raise CancelledError

    def cancel(self) -> None:
        """Let `check` end."""
        self.cancelled.set()
