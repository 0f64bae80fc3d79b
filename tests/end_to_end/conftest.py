"""The installed command, as a user's shell finds it."""

import os
import shutil
import sysconfig
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from subprocess import PIPE, Popen

import pytest

Starter = Callable[..., Popen[bytes]]


@pytest.fixture(scope="session")
def command() -> str:
    """Return the path of the installed command."""
    path = shutil.which("fizzbuzz", path=sysconfig.get_path("scripts"))
    assert path, "the package is not installed: pip install -e ."
    return path


@pytest.fixture
def start(command: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Starter]:
    """Yield what starts the command with arguments and three pipes; what still runs is ended after the test."""
    monkeypatch.delenv("FIZZBUZZ_REDIS_URL", raising=False)
    with ExitStack() as started:

        def start(*arguments: str | bytes) -> Popen[bytes]:
            process = started.enter_context(
                Popen([command, *arguments], stdin=PIPE, stdout=PIPE, stderr=PIPE, bufsize=0, env=os.environ)
            )
            started.callback(process.kill)
            return process

        yield start
