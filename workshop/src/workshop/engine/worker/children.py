"""Forks of the warm process: each does one job, and the runner is told which process that is, and how it ended.

A fork may be a holder: it collects tests, and is forked in its turn by the jobs that begin with them. Each worker has
one at most.
"""

import json
import os
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass
from types import FrameType
from typing import IO, NoReturn

from workshop.engine.process_tree import kill
from workshop.engine.protocol import BEGAN, READY, Job, read_job


@dataclass(frozen=True)
class Template:
    """A process that holds collected tests, and where it is told its jobs."""

    process: int
    jobs: IO[str]


class Children:
    """The forks of this process.

    On the channel the runner reads of each its worker, its process, and that it began, or its exit code at its end. A
    holder also says when it is ready. If one ends that should not, the process is 0: whatever its worker does is over.
    """

    def __init__(self, channel: int) -> None:
        self._channel = channel
        self._workers: dict[int, int] = {}  # by process
        self._holders: dict[int, Template] = {}  # by worker

    def await_job(self) -> Job:
        """Return in a fork, with the job that it is to do; this process itself does not return."""
        signal.signal(signal.SIGCHLD, self._bury)
        for line in sys.stdin:
            job = read_job(line)
            if job.function:
                self._pass_on(line, job.worker)
            elif job.holds:
                if not self._start_holder(job.worker):
                    return job
            elif not self._fork(job.worker):
                os.close(self._channel)
                return job
        return self._end()

    def await_held_job(self, worker: int) -> Job:
        """Return in a fork of this holder, with the job that it is to do; the holder itself does not return."""
        signal.signal(signal.SIGCHLD, self._bury)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # from now on, that no line comes is enough
        self._tell(worker, os.getpid(), READY)
        for line in self._own_jobs:
            job = read_job(line)
            if not self._fork(job.worker):
                signal.signal(signal.SIGTERM, signal.SIG_DFL)
                os.close(self._channel)
                return job
        return self._end()

    def _start_holder(self, worker: int) -> int:
        """Fork a holder, in place of the one that the worker has, and return its process; in the holder itself 0."""
        if before := self._holders.pop(worker, None):
            self._workers.pop(before.process, None)
            self._close(before)
        reader, writer = os.pipe()
        process = self._fork(worker)
        if process:
            os.close(reader)
            self._holders[worker] = Template(process, os.fdopen(writer, "w", encoding="utf-8"))
        else:
            os.close(writer)
            self._own_jobs = os.fdopen(reader, encoding="utf-8")
        return process

    def _pass_on(self, line: str, worker: int) -> None:
        with suppress(KeyError, BrokenPipeError):  # it has ended, as the runner is told
            jobs = self._holders[worker].jobs
            jobs.write(line)
            jobs.flush()

    def _close(self, holder: Template) -> None:
        with suppress(BrokenPipeError):
            holder.jobs.close()

    def _fork(self, worker: int) -> int:
        """Fork, tell the runner which process works for a worker now, and return that; in the fork itself 0."""
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGCHLD])
        process = os.fork()
        if process:
            self._workers[process] = worker
            self._tell(worker, process, BEGAN)
        else:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            for holder in self._holders.values():
                self._close(holder)
            self._workers.clear()
            self._holders.clear()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGCHLD])
        return process

    def _bury(self, _signal: int, _frame: FrameType | None) -> None:
        """Tell the runner which forks have ended, and how."""
        with suppress(ChildProcessError):
            while True:
                process, status = os.waitpid(-1, os.WNOHANG)
                if not process:
                    return
                worker = self._workers.pop(process, None)
                if worker is None:  # a holder that was not needed any more
                    continue
                if worker in self._holders and self._holders[worker].process == process:
                    self._close(self._holders.pop(worker))
                    process = 0
                self._tell(worker, process, os.waitstatus_to_exitcode(status))

    def _tell(self, worker: int, process: int, code: int | str) -> None:
        with suppress(BrokenPipeError):  # the runner has ended, and the next line that is read will be none
            os.write(self._channel, f"{json.dumps([worker, process, code])}\n".encode())

    def _end(self) -> NoReturn:
        """Kill what still runs; nobody hears any more what became of it."""
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        holders = {holder.process for holder in self._holders.values()}
        for process in self._workers:
            if process in holders:
                with suppress(ProcessLookupError):
                    os.kill(process, signal.SIGTERM)  # unless it can end its own forks
            else:
                kill(process)
        os._exit(0)
