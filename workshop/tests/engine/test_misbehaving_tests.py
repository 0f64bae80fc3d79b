"""Tests that misbehave: what a test does to its process doesn't change any other test, nor our own process."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.ages import find_test, judged, mutant, write_project
from tests.processes import running_processes
from workshop.engine.controller.pool import Pool
from workshop.judging.verdict import Verdict

SUITE = """
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from ages import is_adult


def test_changes_the_directory():
    os.chdir("/")
    assert is_adult(18)


def test_changes_the_environment():
    os.environ["CHANGED"] = "yes"
    os.environ["PATH"] = ""
    assert is_adult(18)


def test_removes_modules():
    for name in ("ages", "json", "random"):
        sys.modules.pop(name, None)
    assert is_adult(18)


def outlive_the_main_thread():
    threading.main_thread().join()
    Path({trace!r}).touch()


def test_leaves_a_thread():
    threading.Thread(target=outlive_the_main_thread).start()
    assert is_adult(18)


def test_leaves_a_process():
    subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)", {trace!r}])
    assert is_adult(18)


def test_writes_files(tmp_path):
    open("here.txt", "w").close()
    (tmp_path / "there.txt").touch()
    assert is_adult(18)


def test_exits_pytest():
    pytest.exit("enough")


def test_last():
    assert is_adult(18)
"""


@dataclass(frozen=True)
class Judged:
    """A verdict on the tests, and our surroundings: `trace` is what a thread or process of theirs would leave."""

    verdict: Verdict
    root: Path
    trace: Path
    is_process_unchanged: bool


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Judged:
    """Return the verdict on the tests, after the pool is closed."""
    root, trace = tmp_path_factory.mktemp("project"), tmp_path_factory.mktemp("traces") / "left-by-a-test"
    before = (Path.cwd(), dict(os.environ), set(sys.modules))
    with Pool(*write_project(root)) as pool:
        verdict = judged(pool, SUITE.format(trace=f"{trace}"), mutant("one-year-later", ">=", ">"))
    return Judged(verdict, root, trace, (Path.cwd(), dict(os.environ), set(sys.modules)) == before)


@pytest.mark.parametrize(
    ("name", "status"),
    [
        pytest.param("test_changes_the_directory", "sound", id="one that changes the working directory"),
        pytest.param("test_changes_the_environment", "sound", id="one that changes the environment"),
        pytest.param("test_removes_modules", "sound", id="one that removes modules"),
        pytest.param("test_leaves_a_thread", "sound", id="one that leaves a thread"),
        pytest.param("test_leaves_a_process", "sound", id="one that leaves a process"),
        pytest.param("test_writes_files", "sound", id="one that writes files"),
        pytest.param("test_exits_pytest", "broken", id="one that exits pytest"),
        pytest.param("test_last", "sound", id="one after all of these"),
    ],
)
def test_misbehaving_test_is_judged_like_any_other(name: str, status: str, result: Judged) -> None:
    """The effects of a test on its process end with that process."""
    assert find_test(result.verdict, name).status == status


def test_our_own_process_is_unchanged(result: Judged) -> None:
    """Working directory, environment and modules are the same as before."""
    assert result.is_process_unchanged


def test_nothing_is_written_to_the_project(result: Judged) -> None:
    """Only Python's byte code of the tests is new in their folder."""
    assert {path.name for path in result.root.iterdir()} == {"ages.py", "test_ages.py", "__pycache__"}


def test_processes_and_threads_of_tests_end_with_them(result: Judged) -> None:
    """A run doesn't wait for its threads, and the processes that it has started are killed."""
    assert not result.trace.exists()
    assert f"{result.trace}" not in running_processes()
