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

from workshop.engine.controller.run_state import Request, RunState
from workshop.engine.controller.scheduler import Scheduler
from workshop.engine.controller.snapshot import Original, Snapshot
from workshop.engine.process_tree import CAN_FORK, kill
from workshop.engine.protocol import BEGAN, READY, REDIS_PORT, Job, Order, Run, write_job
from workshop.engine.worker.preimport import has_text, imports_from_elsewhere
from workshop.errors import CancelledError, EngineError
from workshop.mutants.catalogue import Suite
from workshop.mutants.subject import Subject
from workshop.variants.reach_map import REACH_FILE, ReachMap, read_reach_map

SERVER = [sys.executable, "-P", "-c", "from workshop.engine.worker.forkserver import main; main()"]
WORKERS = 4 + (os.cpu_count() or 1)  # more than there are cores, because a test may also wait
KEPT = {"PYTHONHOME", "PYTHONPATH", "PYTHONUTF8"}  # of the variables of Python and pytest: others change verdicts


@dataclass(frozen=True)
class Answer:
    """What came of a request, and what its tests reached, where the implementation took notes."""

    request: Request
    run: Run
    reached: ReachMap


class Pool:
    """Runs the tests of a suite on implementations of a subject, as many at once as there are `workers`.

    Use it as a context: at its end everything that was started is gone, and so are its files. Without `fork` every run
    is a new process, which is slower and works everywhere.
    """

    def __init__(
        self,
        subject: Subject,
        suite: Suite,
        *,
        workers: int = WORKERS,
        fork: bool = CAN_FORK,
    ) -> None:
        self.subject = subject
        self.suite = suite
        self._workers = workers
        self._fork = fork

    def __enter__(self) -> Self:
        self._scratch = Path(tempfile.mkdtemp(prefix="workshop-")).resolve()
        self._errors = self._scratch / "errors"
        original = Original(self.subject, self._scratch / "original")
        self._places = [Snapshot(original, self._scratch, worker) for worker in range(self._workers)]
        self._messages: SimpleQueue[tuple[int, int, int | str] | None] = SimpleQueue()
        self._is_cancelled = False
        self._running: dict[int, RunState] = {}  # by worker
        self._held: dict[int, tuple[Path, Order]] = {}  # by worker, where and what its holder has collected
        self._server_options = self._options()
        self._server = self._start_server() if self._fork else None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        for state in self._running.values():
            if state.process:
                kill(state.process)
        if self._server:
            with suppress(BrokenPipeError):
                cast("IO[str]", self._server.stdin).close()
            self._server.wait()
            self._listener.join()
            cast("IO[str]", self._server.stdout).close()
        shutil.rmtree(self._scratch, ignore_errors=True)

    def run(self, *queues: Iterable[Request]) -> Iterator[Answer]:
        """Yield an answer to each request, as they come; raises RunnerError where pytest refuses to start.

        A worker stays with the queue that it has begun with, and then helps with the one that has the fewest workers. A
        test that takes longer than the limit is repeated when nothing else is running, and only then called late.
        """
        waiting = Scheduler(queues)
        to_repeat: list[RunState] = []
        while True:
            for worker in set(range(self._workers)) - set(self._running):
                if request := waiting.next_for(worker):
                    self._start(worker, RunState(request, list(request.batches)))
            if not self._running:
                if not to_repeat:
                    return
                self._start(0, to_repeat.pop())
            worker, code = self._next_end()
            state, place = self._running.pop(worker), self._places[worker]
            state.take(place.directory, code)
            reached = read_reach_map(place.directory / REACH_FILE)
            place.clear()
            if state.is_over:
                yield Answer(state.request, state.result(), reached)
            elif state.is_alone:
                to_repeat.append(state)
            else:
                self._start(worker, state)

    def cancel(self) -> None:
        """Have `run` raise CancelledError; called from another thread. Nothing can be run any more after it."""
        self._is_cancelled = True
        self._messages.put(None)

    def _reason(self) -> Exception:
        """Return why there is no end to wait for any more."""
        if self._is_cancelled:
            return CancelledError()
        return EngineError(self._errors.read_text(encoding="utf-8", errors="replace").strip())

    def _start(self, worker: int, state: RunState) -> None:
        """Have a worker do what is next of an attempt, if need be after it has got a process that holds the tests."""
        state.process = None
        self._running[worker] = state
        held = (self._places[worker].directory, state.request.order)
        if self._fork and state.request.function and self._held.get(worker) != held:
            self._held[worker] = held
            self._send(Job(worker, f"{held[0]}", held[1], holds=True))
        else:
            self._send_job(worker)

    def _send_job(self, worker: int) -> None:
        state, place = self._running[worker], self._places[worker]
        place.set_up(state.request.variant)
        order = replace(state.request.order, only=state.batches[0])
        self._send(Job(worker, f"{place.directory}", order, function=state.request.function if self._fork else None))

    def _send(self, job: Job) -> None:
        server = self._server or self._start_server()
        jobs = cast("IO[str]", server.stdin)
        with suppress(BrokenPipeError):  # the server's end says why
            jobs.write(write_job(job))
            jobs.flush()
        if not self._fork:
            jobs.close()
            self._running[job.worker].begin(server.pid)
            Thread(target=self._wait, args=(server, job.worker), daemon=True).start()

    def _options(self) -> str:
        settings = self.suite.root / "pyproject.toml"
        if not settings.exists():
            settings = self._scratch / "pytest.ini"
            settings.write_text("[pytest]\n", encoding="utf-8")
        files = [file for path in self.suite.tests for file in (path.rglob("*.py") if path.is_dir() else [path])]
        programs = [*files, *self.suite.imports]
        options = {
            "root": f"{self.suite.root}",
            "storage": f"{self.suite.storage or self.suite.root}",
            "settings": f"{settings}",
            "ignored": [f"{path}" for path in self.suite.left_out],
            "preload": imports_from_elsewhere(programs, besides=[self.subject.name]) if self._fork else [],
            "with_text": self._fork and has_text(programs),
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
            **({REDIS_PORT: f"{self.suite.redis_port}"} if self.suite.redis_port else {}),
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
            self._messages.put(tuple(json.loads(line)))
        self._messages.put(None)

    def _wait(self, server: subprocess.Popen[str], worker: int) -> None:
        self._messages.put((worker, server.pid, server.wait()))

    def _next_end(self) -> tuple[int, int]:
        """Return the next worker whose process has ended, and the exit code; kill those that are late."""
        while True:
            deadlines = [state.deadline for state in self._running.values() if state.process]
            try:
                message = self._messages.get(timeout=max(0.0, min(deadlines) - monotonic()) if deadlines else None)
            except Empty:
                self._kill_late_ones()
                continue
            if message is None:
                raise self._reason()
            worker, process, code = message
            state = self._running.get(worker)
            if process == 0:
                self._held.pop(worker)
            if state is None:
                continue
            if code == BEGAN:
                state.begin(process)
            elif code == READY:
                self._send_job(worker)
            elif process == 0 and not state.process and not state.is_late:  # it ended before it knew of the job
                self._places[worker].clear()
                self._start(worker, state)
            else:
                if left := state.process or process:
                    kill(left)  # and what it has left behind
                return worker, int(code)

    def _kill_late_ones(self) -> None:
        for worker, state in self._running.items():
            if state.process and state.deadline <= monotonic():
                state.check_progress(self._places[worker].directory)
                if state.is_late:
                    kill(state.process)
                    state.process = None
