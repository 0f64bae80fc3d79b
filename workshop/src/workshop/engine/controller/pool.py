"""Runs suites on variants, many at once, each run in a process of its own; whatever happens there is an outcome."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic
from typing import Any, Generic, Self

from workshop.engine.controller.channel import Channel, ChannelReader
from workshop.engine.controller.launch import launch
from workshop.engine.controller.messages import Messages
from workshop.engine.controller.redis_slots import RedisSlots
from workshop.engine.controller.run_state import Key, Request, RunState
from workshop.engine.controller.scheduler import Schedule
from workshop.engine.controller.snapshot import Original, Snapshot
from workshop.engine.controller.workers import Workers
from workshop.engine.files import check_space, empty_folder
from workshop.engine.limits import CORES, SILENCE, SLOTS, WATCHED
from workshop.engine.process_tree import CAN_FORK, kill
from workshop.engine.protocol import Job, ProcessEnded, ProcessStarted, RunOptions, TemplateEnded, TemplateReady
from workshop.engine.run import Run
from workshop.engine.suite import Suite
from workshop.errors import CancelledError, EngineError
from workshop.mutants.subject import Subject
from workshop.variants.reach_map import REACH_FILE, ReachMap, read_reach_map


@dataclass(frozen=True)
class Answer(Generic[Key]):
    """What came of a request, and what its tests reached, if the variant is instrumented."""

    request: Request[Key]
    run: Run
    reached: ReachMap


class Pool:
    """Runs the tests of a suite on variants of a subject, in as many processes at once as it has slots.

    Use it as a context: at its end everything that it started is gone, and so are its files. Without `fork` every run
    is a new process, which is slower and works everywhere.
    """

    def __init__(self, subject: Subject, suite: Suite, *, slots: int = SLOTS, fork: bool = CAN_FORK) -> None:
        self.subject = subject
        self.suite = suite
        self._slots = range(slots)
        self._is_cancelled = False
        self._running: dict[int, RunState[Any]] = {}  # by slot
        self._templates: dict[int, tuple[Path, RunOptions]] = {}  # by slot: where its template collected what
        launched = launch(slots, fork=fork)
        scratch, self._folder = launched.scratch, launched.folder
        self._can_fork = fork
        self._reader = ChannelReader(launched.pipes)
        self._channels: list[Channel] = [*launched.pipes] or [Channel() for _ in self._slots]
        self._messages = Messages()
        settings = suite.settings(subject, scratch, fork=fork, channels=launched.channels)
        self._workers = Workers(launched, settings, self._messages)  # first: what follows is done while it gets ready
        self._redis = RedisSlots(slots, is_needed=suite.needs_redis)
        original = Original(subject, scratch / "original")
        self._snapshots = [Snapshot(original, scratch, slot, is_sandboxed=suite.is_sandboxed) for slot in self._slots]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        for state in self._running.values():
            if state.process:
                kill(state.process)
        self._workers.close()
        self._messages.close()
        self._redis.close()
        self._reader.close()
        with suppress(OSError):
            empty_folder(Path(self._folder.name))
        self._folder.cleanup()

    def run(self, *queues: Iterable[Request[Key]]) -> Iterator[Answer[Key]]:
        """Yield an answer to each request, as they come; raises EngineError if a worker doesn't start or answer."""
        yield from self.run_schedule(Schedule(*queues))

    def run_schedule(self, schedule: Schedule[Key]) -> Iterator[Answer[Key]]:
        """Do the same for a schedule, to which queues may be added between answers.

        A test that exceeds its timeout is repeated on a core of its own, when nothing else is running, and only then
        called late.
        """
        to_repeat: list[RunState[Key]] = []
        while True:
            for slot in set(self._slots) - set(self._running):
                if request := schedule.next_for(slot):
                    self._start(slot, RunState(request))
            if not self._running:
                if not to_repeat:
                    return
                for slot, late in zip(self._slots[:CORES], to_repeat, strict=False):
                    self._start(slot, late)
                del to_repeat[:CORES]
            slot, exit_code = self._next_end()
            state, snapshot = self._running.pop(slot), self._snapshots[slot]
            self._redis.end_run(slot)
            state.take(self._channels[slot].report(), exit_code)
            reached = read_reach_map(snapshot.directory / REACH_FILE)
            snapshot.reset()
            if state.run.has_failure:
                check_space(Path(self._folder.name))
            if state.is_over:
                yield Answer(state.request, state.run, reached)
            elif state.is_alone:
                to_repeat.append(state)
            else:
                self._start(slot, state)

    def cancel(self) -> None:
        """Have `run` raise CancelledError; called from another thread. The pool can't run anything after that."""
        self._is_cancelled = True
        self._messages.put(None)

    def _start(self, slot: int, state: RunState[Any]) -> None:
        """Start the next batch of a request in a slot, once the slot has the template that it needs."""
        state.process = None
        self._running[slot] = state
        self._channels[slot].begin()
        template = (self._snapshots[slot].directory, state.request.options)
        if self._can_fork and state.request.function and self._templates.get(slot) != template:
            self._templates[slot] = template
            job = Job(slot, f"{template[0]}", state.token, template[1], is_template=True)
            self._workers.for_job(template[1].hash_seed).send(job)
        else:
            self._send_job(slot)

    def _send_job(self, slot: int) -> None:
        state, snapshot = self._running[slot], self._snapshots[slot]
        snapshot.set_up(state.request.variant)
        options = replace(state.request.options, only=state.batches[0])
        function = state.request.function if self._can_fork else None
        channel = self._channels[slot]
        worker = self._workers.for_job(options.hash_seed)
        redis_url = self._redis.begin_run(slot)
        job = Job(slot, f"{snapshot.directory}", state.token, options, function=function, redis_url=redis_url)
        worker.send(job, channel)
        if not self._can_fork:
            state.begin(worker.pid)

    def _next_end(self) -> tuple[int, int]:
        """Return the next slot whose process has ended, and the exit code; kill those that are late."""
        while True:
            deadlines = [state.deadline for state in self._running.values() if state.process]
            wait = min(WATCHED, max(0.0, min(deadlines) - monotonic())) if deadlines else SILENCE
            try:
                message = self._messages.get(timeout=wait)
            except TimeoutError:
                if not deadlines:
                    raise EngineError("the worker that runs the tests doesn't answer") from None
                self._kill_where_needed()
                continue
            if message is None:
                raise CancelledError if self._is_cancelled else EngineError(self._workers.errors())
            state = self._running.get(message.slot)
            match message:
                case ProcessStarted(process=process) if state:
                    state.begin(process)
                case TemplateReady(slot) if state:
                    self._send_job(slot)
                case TemplateEnded(slot, exit_code):
                    self._templates.pop(slot, None)
                    if state and state.request.function and self._has_ended(slot, state):
                        return slot, exit_code
                case ProcessEnded(slot, process, exit_code) if state:
                    kill(state.process or process)  # and what it has left behind
                    return slot, exit_code

    def _has_ended(self, slot: int, state: RunState[Any]) -> bool:
        """Return whether a run has ended with the template of its slot, or else start it again."""
        if not state.process and not state.is_late:  # the template ended before it knew of the job
            self._snapshots[slot].reset()
            self._start(slot, state)
            return False
        if state.process:
            kill(state.process)
        return True

    def _kill_where_needed(self) -> None:
        for slot, state in self._running.items():
            directory = self._snapshots[slot].directory
            if state.process and state.must_end(self._channels[slot], directory, is_limited=self.suite.is_sandboxed):
                kill(state.process)
                state.process = None
