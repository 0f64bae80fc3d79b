"""Examines whether a machine is ready for the workshop."""

import platform
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from time import monotonic

from workshop.course.answers import ANSWERS
from workshop.course.exercise import SOLUTION, read_exercise
from workshop.course.exercise_folders import find_exercises
from workshop.engine.process_tree import CAN_FORK
from workshop.engine.redis import serve_redis
from workshop.engine.redis_server import FAKE
from workshop.engine.sandbox import missing
from workshop.errors import AuthorError, EngineError, MachineError
from workshop.invocation import command
from workshop.judging.session import Session

PACKAGES = ("pytest", "hypothesis", "pytest-mock", "redis", "fakeredis", "starlette", "httpx2")
INSTALL = "python -m pip install testing-workshop"  # also installs what an installed one lacks, in place or not
SLOW = 5.0  # seconds for the first verdict


@dataclass(frozen=True)
class Finding:
    """A message about this machine; what isn't good may still be usable."""

    message: str
    is_good: bool = True
    is_usable: bool = True


def examine(root: Path) -> Iterator[Finding]:
    """Yield what there is to know about this machine, for the course at `root`."""
    yield Finding(f"Python {platform.python_version()}")
    for package in PACKAGES:
        yield _package(package)
    yield _git()
    yield _processes()
    yield _sandbox()
    yield _redis()
    yield _answers(root)
    yield _verdict(root)


def _package(name: str) -> Finding:
    try:
        return Finding(f"{name} {version(name)}")
    except PackageNotFoundError:
        return Finding(f"{name} is missing; install it with `{INSTALL}`", is_good=False, is_usable=False)


def _git() -> Finding:
    if shutil.which("git"):
        return Finding(f"git, for `{command('plant')}`")
    return Finding(f"git is missing: `{command('plant')}` won't work, everything else will", is_good=False)


def _processes() -> Finding:
    if CAN_FORK:
        return Finding("processes can be forked: verdicts are fast")
    return Finding("processes can't be forked here: a verdict takes some seconds", is_good=False)


def _sandbox() -> Finding:
    lacks = missing()
    if lacks:
        return Finding(f"the sandbox isn't complete: tests can {'; '.join(lacks)}", is_good=False)
    return Finding("tests are sandboxed: they read and change nothing of yours, and connect to nothing")


def _redis() -> Finding:
    try:
        with serve_redis() as server:
            name = server.name
    except MachineError as error:
        return Finding(f"no Redis server can be started: {error}", is_good=False, is_usable=False)
    if name == FAKE:
        return Finding("there is no Redis server: exercises that need one run on fakeredis", is_good=False)
    return Finding(f"{name}, for the exercises that need Redis")


def _answers(root: Path) -> Finding:
    folder = root / ANSWERS if (root / ANSWERS).exists() else root
    try:
        with tempfile.TemporaryFile(dir=folder):
            return Finding(f"{root / ANSWERS} can be written")
    except OSError as error:
        return Finding(f"{folder} can't be written: {error.strerror}", is_good=False, is_usable=False)


def _verdict(root: Path) -> Finding:
    began = monotonic()
    try:
        folder = next(iter(find_exercises(root)), None)
        if folder is None:
            message = f"there are no exercises in {root}; start a course with `{command('init')}`"
            return Finding(message, is_good=False, is_usable=False)
        exercise = read_exercise(folder)
        with Session(exercise.task(), root) as session:
            verdict = session.check(exercise.suite(SOLUTION))
    except (AuthorError, EngineError, OSError) as error:
        return Finding(f"tests can't be judged: {error}", is_good=False, is_usable=False)
    seconds = monotonic() - began
    if not verdict.is_done:
        return Finding(f"the solution of {exercise.name} is rejected", is_good=False, is_usable=False)
    return Finding(f"the first verdict took {seconds:.1f} s", is_good=seconds < SLOW)
