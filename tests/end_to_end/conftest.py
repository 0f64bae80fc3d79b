"""The installed command, run the way a shell runs it."""

import shutil
import sysconfig
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from subprocess import PIPE, Popen

import pytest

from tests.watchdog import watchdog

Starter = Callable[..., Popen[str]]


@pytest.fixture(scope="session")
def command() -> str:
    """Return the path of the installed command."""
    path = shutil.which("fizzbuzz", path=sysconfig.get_path("scripts"))
    assert path, "the command isn't installed; run: pip install -e ."
    return path


@pytest.fixture
def start(command: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Starter]:
    """Yield a function that starts the command with three pipes; after the test, it's killed if it still runs.

    In arguments and on the pipes, a surrogate represents a byte that isn't UTF-8.
    """
    monkeypatch.setenv("PYTHONUTF8", "1")
    with ExitStack() as started:

        def start(*arguments: str) -> Popen[str]:
            process = Popen(
                [command, *arguments],
                stdin=PIPE,
                stdout=PIPE,
                stderr=PIPE,
                bufsize=1,
                encoding="utf-8",
                errors="surrogateescape",
            )
            started.enter_context(process)
            started.callback(process.kill)
            started.enter_context(watchdog(process))
            return process

        yield start


def ask(process: Popen[str], line: str) -> str:
    """Send a line to the command and return the line that it answers; fail if it ends without an answer."""
    assert process.stdin
    assert process.stdout
    process.stdin.write(f"{line}\n")
    answer = process.stdout.readline()
    assert answer, "the command gave no answer: it ended, or the watchdog killed it"
    return answer.removesuffix("\n")
