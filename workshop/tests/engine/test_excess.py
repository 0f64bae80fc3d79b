"""A run that takes too much of the machine is found out."""

import mmap
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from workshop.engine import process_tree
from workshop.engine.files import empty_folder
from workshop.engine.limits import MEMORY
from workshop.engine.process_tree import excess, parent_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells about processes")


@pytest.fixture
def process() -> Iterator[int]:
    """Yield a process that has started another one, in a session of its own."""
    command = ["sh", "-c", "setsid sleep 60 & echo ready; wait"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True) as process:
        assert process.stdout
        process.stdout.readline()
        yield process.pid
        for each in process_tree.descendants(process.pid):
            process_tree.kill(each)
        process.kill()


def test_modest_run_may_go_on(process: int, tmp_path: Path) -> None:
    """A few processes, a little memory and small files are no reason to end it."""
    (tmp_path / "file").write_text("text")

    assert excess(process, tmp_path) == ""


def test_too_many_processes_are_excess(process: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All descendants count, whichever session they are in."""
    monkeypatch.setattr(process_tree, "PROCESSES", 0)

    assert excess(process, tmp_path) == "the tests have started more than 0 processes"


def test_too_much_memory_is_excess(process: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The memory of all processes of the run counts."""
    monkeypatch.setattr(process_tree, "MEMORY", 0)

    assert excess(process, tmp_path) == "the processes of the tests take more than 0 MiB of memory"


def test_shared_memory_is_excess(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process takes it too, even if it shares it with others."""
    now = process_tree._memory_share_of(os.getpid())  # noqa: SLF001
    monkeypatch.setattr(process_tree, "MEMORY", now + 2**25)
    with mmap.mmap(-1, 2**26) as shared:
        shared.write(bytes(2**26))

        reason = excess(os.getpid(), tmp_path)

    assert reason.endswith("MiB of memory")


def test_folders_whose_paths_are_too_long_are_excess(
    process: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is in them can't be seen."""
    monkeypatch.chdir(tmp_path)
    for _ in range(1_000):
        os.mkdir("nested")  # noqa: PTH102 - the whole path would be too long
        os.chdir("nested")

    reason = excess(process, tmp_path)

    os.chdir(tmp_path)
    empty_folder(tmp_path)
    assert reason == "the tests have written more than 512 MiB"


def test_too_large_files_are_excess(process: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What counts is what they take on the disk, in all folders below that of the run."""
    monkeypatch.setattr(process_tree, "FOLDER_SIZE", 2**20)
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "file").write_bytes(bytes(2**21))

    assert excess(process, tmp_path) == "the tests have written more than 1 MiB"


def test_files_that_have_lost_their_names_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They take their space on the disk as long as a process has them open."""
    monkeypatch.setattr(process_tree, "FOLDER_SIZE", 2**20)
    with (tmp_path / "file").open("wb") as file:
        file.write(bytes(2**21))
        file.flush()
        (tmp_path / "file").unlink()

        reason = excess(os.getpid(), tmp_path)

    assert reason == "the tests have written more than 1 MiB"
    assert excess(os.getpid(), tmp_path) == ""


def test_file_that_is_open_twice_counts_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes inherit open files, and share them."""
    monkeypatch.setattr(process_tree, "FOLDER_SIZE", 3 * 2**20)
    with tempfile.TemporaryFile(dir=tmp_path) as file, os.fdopen(os.dup(file.fileno()), "wb"):
        file.write(bytes(2**21))
        file.flush()

        reason = excess(os.getpid(), tmp_path)

    assert reason == ""


def test_files_in_memory_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They never have a name, and aren't in the memory of any process."""
    monkeypatch.setattr(process_tree, "FOLDER_SIZE", 2**20)
    with os.fdopen(os.memfd_create("file"), "wb") as file:
        file.write(bytes(2**21))
        file.flush()

        reason = excess(os.getpid(), tmp_path)

    assert reason == "the tests have written more than 1 MiB"


def test_files_that_are_closed_while_they_are_looked_at_take_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process may close a file at any time."""
    (tmp_path / "7" / "fd").mkdir(parents=True)
    (tmp_path / "7" / "stat").write_text("7 (python) S 1 7 7\n")
    (tmp_path / "7" / "fd" / "3").symlink_to(tmp_path / "closed")
    monkeypatch.setattr(process_tree, "PROC", tmp_path)

    assert excess(7, tmp_path / "7") == ""


def test_ended_process_takes_nothing(tmp_path: Path) -> None:
    """A process may end at any time."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()

    assert parent_of(process.pid) == -1
    assert excess(process.pid, tmp_path) == ""


def test_process_that_ends_while_it_is_looked_at_takes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The exact share of its memory is read later than the rough one."""
    (tmp_path / "7").mkdir()
    (tmp_path / "7" / "stat").write_text("7 (python) S 1 7 7\n")
    (tmp_path / "7" / "statm").write_text(f"0 {MEMORY} 0 0 0 0 0\n")
    monkeypatch.setattr(process_tree, "PROC", tmp_path)

    assert excess(7, tmp_path) == ""
