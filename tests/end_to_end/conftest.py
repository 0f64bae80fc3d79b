"""The installed command, as a user's shell finds it."""

import shutil
import sysconfig
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from subprocess import PIPE, Popen

import pytest

Starter = Callable[..., Popen[str]]


@pytest.fixture(scope="session")
def command() -> str:
    """Return the path of the installed command."""
    path = shutil.which("fizzbuzz", path=sysconfig.get_path("scripts"))
    assert path, "the package is not installed: pip install -e ."
    return path


@pytest.fixture
def start(command: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Starter]:
    """Yield what starts the command with arguments and three pipes; what still runs is ended after the test.

    A surrogate stands for a byte that is not UTF-8, in the arguments as on the pipes.
    """
    monkeypatch.delenv("FIZZBUZZ_REDIS_URL", raising=False)
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
            return process

        yield start
