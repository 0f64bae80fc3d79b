"""Starts a worker before it's known what it will run: loading Python and pytest takes a third of a second."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from workshop.engine.controller.channel import PipeChannel
from workshop.engine.environment_variables import run_environment
from workshop.engine.limits import SLOTS
from workshop.engine.process_tree import CAN_FORK

CODE = "import gc; gc.disable()\nfrom workshop.engine.worker.forkserver import main; main()"  # imports leave no garbage
COMMAND = [sys.executable, "-P", "-c", CODE]


class LoadingWorker:
    """A worker that loads pytest, and then waits for its settings; its files are below `scratch`.

    It inherits the file descriptors `channels`. What it says goes to its standard output, errors to the file `errors`.
    """

    def __init__(self, scratch: Path, channels: Sequence[int] = (), hash_seed: int = 0) -> None:
        self.errors = scratch / f"errors-{hash_seed}"
        home = scratch / f"home-{hash_seed}"  # each worker rehearses in its own
        home.mkdir(exist_ok=True)
        with self.errors.open("w") as errors:
            self.process = subprocess.Popen(  # noqa: S603 - our own
                COMMAND,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                cwd=home,
                env=run_environment(scratch, hash_seed),
                pass_fds=channels,
                start_new_session=True,  # Ctrl-C is for the controller, which ends the worker
            )


class Launch:
    """What a pool needs before it knows what it will run: a folder for its files, channels, and a worker.

    There are no pipes and no worker without `fork`: then every run starts a worker.
    """

    def __init__(self, slots: int = SLOTS, *, fork: bool = CAN_FORK) -> None:
        self.folder = TemporaryDirectory(prefix="workshop-", ignore_cleanup_errors=True)
        self.scratch = Path(self.folder.name).resolve()
        self.pipes = [PipeChannel() for _ in range(slots)] if fork else []
        self.channels = tuple(pipe.writer for pipe in self.pipes)
        self.worker = LoadingWorker(self.scratch, self.channels) if fork else None

    def abandon(self) -> None:
        """End the worker, which has nothing to do, and remove everything."""
        if self.worker:
            with self.worker.process as process:
                process.kill()
        for pipe in self.pipes:
            pipe.close()
        self.folder.cleanup()


_EARLY: list[Launch] = []


@contextmanager
def launched_early() -> Iterator[None]:
    """Launch what the first pool in this block will need, if it has the default settings."""
    with suppress(OSError):  # as when no space is left: the pool will say so
        _EARLY.append(Launch())
    try:
        yield
    finally:
        while _EARLY:
            _EARLY.pop().abandon()


def launch(slots: int, *, fork: bool) -> Launch:
    """Return what was launched early if it fits, or launch it now."""
    return _EARLY.pop() if _EARLY and fork == CAN_FORK and slots == SLOTS else Launch(slots, fork=fork)
