"""Runs tests on implementations, many at once, each in a process of its own; whatever happens there is an outcome."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from types import TracebackType
from typing import IO, Self, cast

from workshop.attempt import Attempt, Request
from workshop.catalogue import Subject, Suite
from workshop.implementation import Nursery
from workshop.job import Job, Run, write_job
from workshop.preload import imports_from_elsewhere
from workshop.processes import CAN_FORK, kill
from workshop.reach import NOTES_FILE, read_notes

SERVER = [sys.executable, "-P", "-c", "from workshop.server import main; main()"]
KEPT = {"PYTHONHOME", "PYTHONPATH", "PYTHONUTF8"}  # of the variables of Python and pytest: others change verdicts


class RunnerError(Exception):
    """Tests cannot be run at all; the message is that of pytest."""


@dataclass(frozen=True)
class Answer:
    """What came of a request, and where the implementation took notes, which blocks each test reached, or all."""

    request: Request
    run: Run
    reached: dict[str, set[str]]
    reached_by_all: set[str]


class Runner:
    """Runs the tests of a suite on implementations of a subject, as many at once as there are `workers`.

    By default that is one more than there are cores, because a test may also wait. Use it as a context: at its end
    everything that was started is gone, and so are its files. Without `fork` every run is a new process, which is
    slower and works everywhere.
    """

    def __init__(
        self, subject: Subject, suite: Suite, *, workers: int = 1 + (os.cpu_count() or 1), fork: bool = CAN_FORK
    ) -> None:
        self._subject = subject
        self._suite = suite
        self._workers = workers
        self._fork = fork

    def __enter__(self) -> Self:
        self._scratch = Path(tempfile.mkdtemp(prefix="workshop-")).resolve()
        self._errors = self._scratch / "errors"
        self._nursery = Nursery(self._subject, self._scratch / "original")
        self._ends: SimpleQueue[tuple[str, int, int | None] | None] = SimpleQueue()
        self._running: dict[str, Attempt] = {}
        self._started = 0
        self._server_options = self._options()
        self._server = self._start_server() if self._fork else None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        for attempt in self._running.values():
            if attempt.process:
                kill(attempt.process)
        if self._server:
            with suppress(BrokenPipeError):
                cast("IO[str]", self._server.stdin).close()
            self._server.wait()
            self._listener.join()
            cast("IO[str]", self._server.stdout).close()
        shutil.rmtree(self._scratch, ignore_errors=True)

    def run(self, requests: Iterable[Request]) -> Iterator[Answer]:
        """Yield an answer to each request, as they come; raises RunnerError where pytest refuses to start.

        A test that takes longer than the limit is repeated when nothing else is running, and only then called late.
        """
        waiting = iter(requests)
        to_repeat: list[Attempt] = []
        while True:
            while len(self._running) < self._workers and (request := next(waiting, None)):
                self._start(Attempt(request, list(request.batches)))
            if not self._running:
                if not to_repeat:
                    return
                self._start(to_repeat.pop())
            directory, code = self._next_end()
            attempt = self._running.pop(f"{directory}")
            attempt.take(directory, code)
            reached, by_all = read_notes(directory / NOTES_FILE)
            shutil.rmtree(directory, ignore_errors=True)
            if attempt.is_over:
                yield Answer(attempt.request, attempt.result(), reached, by_all)
            elif attempt.is_alone:
                to_repeat.append(attempt)
            else:
                self._start(attempt)

    def _start(self, attempt: Attempt) -> None:
        self._started += 1
        directory = self._scratch / f"{self._started}"
        directory.mkdir()
        self._nursery.grow(attempt.request.implementation, directory / "tree")
        order = replace(attempt.request.order, only=attempt.batches[0])
        job = Job(f"{directory}", f"{directory / 'tree'}", order)
        attempt.process = None
        self._running[job.directory] = attempt
        server = self._server or self._start_server()
        jobs = cast("IO[str]", server.stdin)
        with suppress(BrokenPipeError):  # the server's end says why
            jobs.write(write_job(job))
            jobs.flush()
        if not self._fork:
            jobs.close()
            attempt.begin(server.pid)
            Thread(target=self._wait, args=(server, job.directory), daemon=True).start()

    def _options(self) -> str:
        settings = self._suite.root / "pyproject.toml"
        if not settings.exists():
            settings = self._scratch / "pytest.ini"
            settings.write_text("[pytest]\n", encoding="utf-8")
        files = [file for path in self._suite.tests for file in (path.rglob("*.py") if path.is_dir() else [path])]
        options = {
            "root": f"{self._suite.root}",
            "settings": f"{settings}",
            "ignored": [f"{path}" for path in self._suite.left_out],
            "preload": imports_from_elsewhere(files, besides=[self._subject.name]) if self._fork else [],
            "fork": self._fork,
        }
        return json.dumps(options)

    def _start_server(self) -> subprocess.Popen[str]:
        environment = {
            name: value
            for name, value in os.environ.items()
            if name in KEPT or not name.startswith(("PYTHON", "PYTEST_", "HYPOTHESIS_"))
        } | {
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
            "PYTHONHASHSEED": "0",
            "HYPOTHESIS_STORAGE_DIRECTORY": f"{self._scratch / 'hypothesis'}",
        }
        home = self._scratch / "home"
        home.mkdir(exist_ok=True)
        with self._errors.open("w") as errors:
            server = subprocess.Popen(  # noqa: S603 - our own
                [*SERVER, self._server_options],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE if self._fork else subprocess.DEVNULL,
                stderr=errors,
                cwd=home,
                env=environment,
                encoding="utf-8",
                start_new_session=True,  # Ctrl-C is for us, who tell it
            )
        if self._fork:
            self._listener = Thread(target=self._listen, args=(server,), daemon=True)
            self._listener.start()
        return server

    def _listen(self, server: subprocess.Popen[str]) -> None:
        for line in cast("IO[str]", server.stdout):
            self._ends.put(tuple(json.loads(line)))
        self._ends.put(None)

    def _wait(self, server: subprocess.Popen[str], directory: str) -> None:
        self._ends.put((directory, server.pid, server.wait()))

    def _next_end(self) -> tuple[Path, int]:
        """Return the folder of the next process that has ended, and its exit code; kill those that are late."""
        while True:
            deadlines = [attempt.deadline for attempt in self._running.values() if attempt.process]
            try:
                message = self._ends.get(timeout=max(0.0, min(deadlines) - monotonic()) if deadlines else None)
            except Empty:
                self._kill_late_ones()
                continue
            if message is None:
                raise RunnerError(self._errors.read_text(encoding="utf-8", errors="replace").strip())
            name, process, code = message
            if code is None:
                self._running[name].begin(process)
            else:
                kill(process)  # what it has left behind
                return Path(name), code

    def _kill_late_ones(self) -> None:
        for directory, attempt in self._running.items():
            if attempt.process and attempt.deadline <= monotonic():
                attempt.check_progress(Path(directory))
                if attempt.is_late:
                    kill(attempt.process)
                    attempt.process = None
