"""A process is killed together with everything that it has started, and takes no more than it may."""

import errno
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from workshop.engine.limits import FOLDER_SIZE
from workshop.engine.process_tree import excess, how_ended, kill

has_groups = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no process groups")


@has_groups
def test_kill_ends_a_process_and_its_children() -> None:
    """A child that survived would write one more line to their common output."""
    command = ["sh", "-c", "(sleep 30; echo a child survived) & echo ready; wait"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"

        kill(process.pid)

        assert process.stdout.read() == ""


@has_groups
def test_killing_an_ended_process_does_nothing() -> None:
    """A process may end at any time, also just before it's killed."""
    process = subprocess.Popen([sys.executable, "-c", ""], start_new_session=True)
    process.wait()

    kill(process.pid)

    assert process.returncode == 0


def test_killing_an_ended_process_does_nothing_on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """It has no groups of processes, and its error is of no special kind."""

    def refuse(*_: object) -> None:
        raise OSError(errno.EINVAL, "The parameter is incorrect")

    monkeypatch.delattr(os, "killpg", raising=False)
    monkeypatch.setattr(os, "kill", refuse)

    kill(os.getpid())


@pytest.mark.parametrize(
    ("exit_code", "how"), [(1, "exit code 1"), (-2, "SIGINT"), pytest.param(-40, "signal 40", id="a nameless signal")]
)
def test_how_a_process_has_ended(exit_code: int, how: str) -> None:
    """Signals of programs' own have no names."""
    assert how_ended(exit_code) == how


@pytest.mark.parametrize(
    ("size", "why"), [(FOLDER_SIZE, ""), (FOLDER_SIZE + 1, f"the tests have written more than {FOLDER_SIZE >> 20} MiB")]
)
def test_size_of_files_is_known_without_blocks(
    size: int, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows doesn't tell how many blocks they take."""
    scandir = os.scandir
    file = SimpleNamespace(is_dir=lambda **_: False, stat=lambda **_: SimpleNamespace(st_size=size))
    monkeypatch.setattr(os, "scandir", lambda path: [file] if path == f"{tmp_path}" else scandir(path))

    assert excess(os.getpid(), tmp_path) == why
