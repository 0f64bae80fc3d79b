"""The forks of a worker: each does one job, and the controller learns which process that is, and how it ended.

A fork may be a template: it collects tests, and is forked in its turn by the jobs that begin with them. Each slot has
one template at most.
"""

import os
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, NoReturn

from workshop.engine.codec import decode, encode
from workshop.engine.process_tree import kill
from workshop.engine.protocol import Job, ProcessEnded, ProcessMessage, ProcessStarted, TemplateEnded, TemplateReady
from workshop.engine.worker.inbox import Inbox
from workshop.engine.worker.orphans import Orphans, adopt_orphans, await_end

STDIN = 0


@dataclass(frozen=True)
class Template:
    """A process that keeps collected tests, and the pipe through which it gets its jobs."""

    process: int
    jobs: IO[str]


@dataclass(frozen=True)
class Assignment:
    """What a fork is to do: a job and, if it's a template, the pipe from which its own forks' jobs come."""

    job: Job
    jobs: int | None = None


class Children:
    """The forks of this process; what happens to them is written to the file descriptor `output`.

    `channels` are the pipes that they report to, by slot: a fork keeps that of its own slot alone.
    """

    def __init__(self, output: int, channels: Sequence[int]) -> None:
        self._output = output
        self._channels = dict(enumerate(channels))  # by slot
        for channel in channels:
            os.set_inheritable(channel, False)  # noqa: FBT003 - what a test starts doesn't get it
        self._slots: dict[int, int] = {}  # by process
        self._templates: dict[int, Template] = {}  # by slot
        self._retired: set[int] = set()  # templates that aren't needed any more, and end by themselves
        self._orphans = Orphans()
        self._inbox = Inbox(STDIN)

    def await_job(self, get_ready: Callable[[Job], None]) -> Assignment:
        """Return in a fork, with its assignment; this process itself doesn't return, and gets ready for each job."""
        adopt_orphans()
        for line in self._inbox.lines(self._reap):
            job = decode(line, Job)
            get_ready(job)
            if job.function:
                self._pass_on(line, job.slot)
            elif job.is_template:
                if (jobs := self._start_template(job.slot)) is not None:
                    return Assignment(job, jobs)
            elif not self._fork(job.slot):
                os.close(self._output)
                return Assignment(job)
        return self._end()

    def await_template_job(self, slot: int, jobs: int) -> Job:
        """Return in a fork of this template, with its job; the template itself doesn't return."""
        self._inbox = Inbox(jobs)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # from now on the end of `jobs` is enough to end it
        self._tell(TemplateReady(slot))
        for line in self._inbox.lines(self._reap):
            job = decode(line, Job)
            if not self._fork(job.slot):
                signal.signal(signal.SIGTERM, signal.SIG_DFL)
                os.close(jobs)
                os.close(self._output)
                return job
        return self._end()

    def _start_template(self, slot: int) -> int | None:
        """Fork a template in place of the one that the slot has; return in the template the pipe with its jobs."""
        if before := self._templates.pop(slot, None):
            del self._slots[before.process]
            self._retired.add(before.process)
            _close(before)
        reader, writer = os.pipe()
        process = self._fork(slot)
        if process:
            os.close(reader)
            self._templates[slot] = Template(process, os.fdopen(writer, "w", encoding="utf-8"))
            return None
        os.close(writer)
        return reader

    def _pass_on(self, line: str, slot: int) -> None:
        with suppress(KeyError, BrokenPipeError):  # the template has ended, and the controller learns that
            jobs = self._templates[slot].jobs
            jobs.write(f"{line}\n")
            jobs.flush()

    def _fork(self, slot: int) -> int:
        """Fork, tell the controller which process works for a slot now, and return that; in the fork itself 0."""
        process = os.fork()
        if process:
            self._slots[process] = slot
            self._tell(ProcessStarted(slot, process))
        else:
            self._inbox.close()
            self._keep_channel(slot)
            for template in self._templates.values():
                _close(template)
            self._slots.clear()
            self._templates.clear()
            self._retired.clear()
            adopt_orphans()  # so that what a run starts stays with it as long as it lives
        return process

    def _keep_channel(self, slot: int) -> None:
        for other in self._channels.keys() - {slot}:  # none, if a template has closed them
            os.close(self._channels.pop(other))

    def _reap(self) -> None:
        """Tell the controller which forks have ended, and how, once nothing is left of them."""
        with suppress(ChildProcessError):
            while True:
                process, status = os.waitpid(-1, os.WNOHANG)
                if not process:
                    return
                slot = self._slots.pop(process, None)
                if slot is None:  # a template that wasn't needed any more, or an orphan
                    self._retired.discard(process)
                    continue
                self._orphans.end(known=self._slots.keys() | self._retired)
                exit_code = os.waitstatus_to_exitcode(status)
                if slot in self._templates and self._templates[slot].process == process:
                    _close(self._templates.pop(slot))
                    self._tell(TemplateEnded(slot, exit_code))
                else:
                    self._tell(ProcessEnded(slot, process, exit_code))

    def _tell(self, message: ProcessMessage) -> None:
        with suppress(BrokenPipeError):  # the controller has ended, and the next line that is read will be none
            os.write(self._output, encode(message).encode())

    def _end(self) -> NoReturn:
        """Kill what still runs: nothing waits for it any more."""
        self._inbox.close()
        for template in self._templates.values():
            _close(template)
            with suppress(ProcessLookupError):
                os.kill(template.process, signal.SIGTERM)  # unless it's ready, and ends its own forks
        templates = {template.process for template in self._templates.values()} | self._retired
        for process in self._slots.keys() - templates:
            kill(process)
        self._orphans.end(known=templates)
        await_end(templates)
        self._orphans.end(known=())
        os._exit(0)


def _close(template: Template) -> None:
    with suppress(BrokenPipeError):
        template.jobs.close()
