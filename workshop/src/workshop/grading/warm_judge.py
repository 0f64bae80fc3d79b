"""Judges one suite after the other, and keeps a session warm as long as the exercise stays the same."""

import errno
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path
from threading import Lock, Thread
from time import monotonic

from workshop.errors import CancelledError, EngineError, MachineError, machine_error
from workshop.grading.time_limit import run_within
from workshop.judging.session import Session, SuiteFiles, Task
from workshop.judging.verdict import Verdict

BAD_NAME = {errno.EILSEQ, errno.EINVAL, errno.ENAMETOOLONG}  # of a file, which the learner has chosen
SLOTS = 2  # concurrent runs of one suite; other threads judge others at the same time


class WarmJudge:
    """Judges the suites that one thread gives it; each may take `limit` seconds in all.

    A session is thrown away as soon as there is any doubt about it: an error, or a suite that had to be stopped.
    """

    def __init__(self, storage: Path, limit: float) -> None:
        self._storage = storage
        self._limit = limit
        self._lock = Lock()
        self._is_cancelled = False
        self._task: Task | None = None
        self._session: Session | None = None
        self._stack = ExitStack()
        self._closing: list[Thread] = []

    def judge(self, task: Task, suite: SuiteFiles) -> Verdict:
        """Return the verdict on a suite for a task.

        If there is an error and the session has judged other suites before, the suite is judged once more in a fresh
        one: an earlier suite may be to blame. Raises MachineError if the machine refuses something, and CancelledError
        after `cancel`.
        """
        deadline = monotonic() + self._limit
        is_warm = self._session is not None and self._task is task
        try:
            verdict = self._judge(task, suite, deadline)
        except MachineError:
            if not is_warm or monotonic() >= deadline:
                raise
        else:
            if not verdict.error or not is_warm or monotonic() >= deadline:
                return verdict
        return self._judge(task, suite, deadline)

    def cancel(self) -> None:
        """Have `judge` raise CancelledError, now and later; called from another thread."""
        with self._lock:
            self._is_cancelled = True
            if self._session:
                self._session.cancel()

    def close(self, seconds: float) -> None:
        """End the session, and wait that long for sessions to end; called when `judge` isn't running."""
        self._discard()
        for thread in self._closing:
            thread.join(seconds)

    def _judge(self, task: Task, suite: SuiteFiles, deadline: float) -> Verdict:
        try:
            session = self._session_for(task)
            verdict = run_within(deadline - monotonic(), partial(session.check, suite), session.cancel)
        except CancelledError:
            self._discard()
            if self._is_cancelled:
                raise
            return Verdict(error=f"timed out after {self._limit:g} s")
        except EngineError as error:
            self._discard()
            return Verdict(error=f"the tests crashed the judge: {error}")
        except (MachineError, OSError) as error:
            self._discard()
            cause = error if isinstance(error, OSError) else error.__context__
            if isinstance(cause, OSError) and cause.errno in BAD_NAME:
                return Verdict(error=f"its files can't be copied: {cause.strerror}")
            raise error if isinstance(error, MachineError) else machine_error(error) from None
        except BaseException:
            self._discard()
            raise
        if verdict.error:
            self._discard()
        return verdict

    def _session_for(self, task: Task) -> Session:
        if self._session and self._task is task:
            return self._session
        self._discard()
        session = self._stack.enter_context(Session(task, self._storage, slots=SLOTS))
        with self._lock:
            self._task, self._session = task, session
            if self._is_cancelled:
                session.cancel()
        return session

    def _discard(self) -> None:
        """Close the session in another thread: closing one that tests have stopped may take long."""
        with self._lock:
            if self._session is None:
                return
            self._session = None
        stack = self._stack.pop_all()
        self._closing = [thread for thread in self._closing if thread.is_alive()]
        self._closing.append(Thread(target=_close, args=(stack,), daemon=True))
        self._closing[-1].start()


def _close(stack: ExitStack) -> None:
    with suppress(OSError):  # tests have left something that can't be removed
        stack.close()
