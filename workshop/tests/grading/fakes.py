"""Sessions that judge without running tests."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Event
from time import monotonic, sleep
from typing import Self

from workshop.errors import CancelledError, EngineError, MachineError
from workshop.judging.session import SuiteFiles, Task
from workshop.judging.verdict import JudgedTest, Verdict

TIMEOUT = 60.0  # seconds before a broken test gives up

CRASH, FULL, BUG, BAD, ENDLESS = b"crash", b"full", b"bug", b"bad", b"endless"  # texts of suites that end in no verdict
POISON = b"poison"  # the text of a suite that is accepted, after which its session crashes


@dataclass
class FakeSessions:
    """Makes sessions, and records them; `has_endless` says that an endless suite is being judged."""

    sessions: "list[FakeSession]" = field(default_factory=list)
    has_endless: Event = field(default_factory=Event)

    def __call__(self, task: Task, *_: object, **__: object) -> "FakeSession":
        """Return a new session."""
        self.sessions.append(FakeSession(task, self.has_endless))
        return self.sessions[-1]

    @property
    def judged(self) -> list[list[bytes]]:
        """The suites that each session has judged."""
        return [session.judged for session in self.sessions]

    def wait_for(self, text: bytes, count: int) -> None:
        """Return when suites with a text have been judged that often."""
        deadline = monotonic() + TIMEOUT
        while sum(judged.count(text) for judged in self.judged) < count:
            assert monotonic() < deadline
            sleep(0.01)

    def cancel(self) -> None:
        """Let what is endless end."""
        for session in self.sessions:
            session.cancel()


class FakeSession:
    """Finds one sound test in every suite, unless its text says something else."""

    def __init__(self, task: Task, has_endless: Event) -> None:
        self.task = task
        self.judged: list[bytes] = []
        self.cancelled = Event()
        self.closed = Event()
        self._has_endless = has_endless

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.closed.set()

    def cancel(self) -> None:
        """Let `check` end."""
        self.cancelled.set()

    def check(self, suite: SuiteFiles) -> Verdict:
        """Return a verdict, or raise what a session raises."""
        (text,) = suite.values()
        is_poisoned = POISON in self.judged
        self.judged.append(text)
        if is_poisoned or text == CRASH:
            raise EngineError("pytest is gone")
        if text in ERRORS:
            raise ERRORS[text]
        if text == BAD:
            return Verdict(error="SyntaxError")
        if text == ENDLESS:
            self._has_endless.set()
            assert self.cancelled.wait(TIMEOUT)
            raise CancelledError
        return Verdict((JudgedTest(text.decode(), "sound", "", ()),))


ERRORS: Mapping[bytes, Exception] = {FULL: MachineError("no space left in /tmp"), BUG: ZeroDivisionError("oops")}
