"""A worker as the controller sees it: a process that is started, given jobs, and listened to."""

import subprocess
from contextlib import suppress
from threading import Thread
from typing import IO, cast

from workshop.engine.codec import encode
from workshop.engine.controller.channel import Channel
from workshop.engine.controller.launch import LoadingWorker
from workshop.engine.controller.messages import Messages
from workshop.engine.process_tree import how_ended, kill
from workshop.engine.protocol import Job, ProcessEnded
from workshop.engine.worker_settings import WorkerSettings

CLOSING = 5.0  # seconds that a worker has for ending by itself
ENDING = 1.0  # seconds that may pass between the end of what it says and its own


class WorkerProcess:
    """A worker that gets its settings; what it says goes into `messages`."""

    def __init__(self, worker: LoadingWorker, settings: WorkerSettings, messages: Messages) -> None:
        self._messages = messages
        self._errors = worker.errors
        self._process = worker.process
        self._write(encode(settings))
        self._can_fork = settings.fork
        if self._can_fork:
            messages.listen(self._output)

    def send(self, job: Job, channel: Channel | None = None) -> None:
        """Give the worker a job; one that can't fork reports to a channel, and ends."""
        self._write(encode(job))
        if not self._can_fork:
            with suppress(BrokenPipeError):
                self._jobs.close()
            Thread(target=self._wait, args=(job.slot, channel), daemon=True).start()

    def _write(self, message: str) -> None:
        with suppress(BrokenPipeError):  # it has ended, and that is a message of its own
            self._jobs.write(message.encode())
            self._jobs.flush()

    @property
    def pid(self) -> int:
        """The process of the worker."""
        return self._process.pid

    def close(self) -> None:
        """End a worker that forks, and wait until it and everything that it started has ended.

        One that doesn't end by itself, because something has stopped it, is killed.
        """
        with self._process as process:
            try:
                process.communicate(timeout=CLOSING)  # until nothing has its output open any more
            except subprocess.TimeoutExpired:
                kill(process.pid)

    def errors(self) -> str:
        """Return what the worker wrote to its standard error or, if nothing, that it has ended; "" if it hasn't."""
        text = self._errors.read_text(encoding="utf-8", errors="replace").strip()
        try:
            ended = how_ended(self._process.wait(ENDING))
        except subprocess.TimeoutExpired:
            return text
        return text or f"the worker that runs the tests ended: {ended}; is the machine short of memory?"

    @property
    def _jobs(self) -> IO[bytes]:
        return cast("IO[bytes]", self._process.stdin)

    @property
    def _output(self) -> IO[bytes]:
        return cast("IO[bytes]", self._process.stdout)

    def _wait(self, slot: int, channel: Channel | None) -> None:
        """Pass on what a worker that can't fork reports, until it has ended."""
        with self._output as output:
            for line in output:
                cast("Channel", channel).add(line)
        self._messages.put(ProcessEnded(slot, self._process.pid, self._process.wait()))
