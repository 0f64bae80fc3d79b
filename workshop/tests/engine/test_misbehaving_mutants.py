"""Mutants and tests that misbehave: each ends as a verdict, and touches nothing else."""

import os
import sys
from pathlib import Path
from time import monotonic

import pytest

from tests.ages import (
    LOOPS,
    find_mutant,
    find_test,
    instead_of_answer,
    judged,
    mutant,
    running_processes,
)
from workshop.engine.process_tree import CAN_FORK
from workshop.judging.verdict import Verdict

MUTANTS = [
    LOOPS,
    instead_of_answer("leaves", "import os", "os._exit(3)"),
    instead_of_answer("is-killed", "import os, signal", "os.kill(os.getpid(), signal.SIGKILL)"),
    instead_of_answer("breaks-memory", "import ctypes", "ctypes.string_at(0)"),
    instead_of_answer("prints-much", "for _ in range(2**7):", '    print("x" * 2**20)'),
    instead_of_answer("recurs-without-end", "is_adult(age + 1)"),
    instead_of_answer("hoards-memory", "bytearray(3 * 2**30)"),
    instead_of_answer("interrupts", "raise KeyboardInterrupt"),
    instead_of_answer("exits", "raise SystemExit(0)"),
    instead_of_answer("forks", "import os", "if os.fork() == 0:", "    raise ValueError"),
    mutant("is-not-there", "ADULT = 18", "import nothing_of_this_name"),
    mutant("leaves-at-once", "ADULT = 18", "import os\nos._exit(0)"),
]

SUITE = """
from ages import is_adult


def test_child():
    assert not is_adult(17)


def test_adult():
    assert is_adult(18)
"""


@pytest.fixture(scope="module")
def verdict(tmp_path_factory: pytest.TempPathFactory) -> Verdict:
    """Return the verdict on a good suite, over mutants that misbehave."""
    return judged(tmp_path_factory.mktemp("project"), SUITE, *MUTANTS)


@pytest.mark.skipif(not CAN_FORK, reason="Windows has other ways to misbehave")
@pytest.mark.parametrize(
    ("name", "cause", "message"),
    [
        pytest.param("loops", "time-out", "timed out, even when run alone", id="an endless loop"),
        pytest.param("leaves", "crash", "the process of the tests ended: exit code 3", id="os._exit"),
        pytest.param("is-killed", "crash", "the process of the tests ended: SIGKILL", id="a kill"),
        pytest.param("breaks-memory", "crash", "the process of the tests ended: SIGSEGV", id="a segmentation fault"),
        pytest.param("recurs-without-end", "exception", "RecursionError: maximum recursion depth", id="recursion"),
        pytest.param("hoards-memory", "exception", "MemoryError", id="3 GiB of memory"),
        pytest.param("interrupts", "crash", "the process of the tests ended: exit code 0", id="an interrupt"),
        pytest.param("exits", "exception", "SystemExit: 0", id="an exit"),
        pytest.param("is-not-there", "import", "ModuleNotFoundError: No module named", id="a module that is missing"),
        pytest.param("leaves-at-once", "crash", "the process of the tests ended: exit code 0", id="an exit at import"),
    ],
)
def test_a_mutant_that_misbehaves_is_killed(name: str, cause: str, message: str, verdict: Verdict) -> None:
    """The reason is kept, whatever it was that ended the run."""
    outcome = find_mutant(verdict, name).killers["test_ages.py::test_child"]

    assert outcome.cause == cause
    assert outcome.message.startswith(message)


@pytest.mark.skipif(not CAN_FORK, reason="Windows cannot fork")
@pytest.mark.parametrize("name", ["prints-much", "forks"])
def test_a_mutant_that_answers_right_survives(name: str, verdict: Verdict) -> None:
    """Much output and a child process are no failure by themselves: the answer is right."""
    assert not find_mutant(verdict, name).is_killed


def test_after_a_crash_the_other_tests_are_run(verdict: Verdict) -> None:
    """What one test ends does not keep the others from being judged."""
    assert list(find_mutant(verdict, "leaves").killers) == ["test_ages.py::test_child", "test_ages.py::test_adult"]


def test_after_a_time_out_the_rest_is_not_run(verdict: Verdict) -> None:
    """One hang is enough: the others would take as long."""
    assert list(find_mutant(verdict, "loops").killers) == ["test_ages.py::test_child"]


RUDE_SUITE = """
import os
import subprocess
import sys
import threading
import time

import pytest

from ages import is_adult


def test_moves():
    os.chdir("/")
    assert is_adult(18)


def test_changes_the_environment():
    os.environ["RUDE"] = "yes"
    os.environ["PATH"] = ""
    assert is_adult(18)


def test_forgets_modules():
    for name in ("ages", "json", "random"):
        sys.modules.pop(name, None)
    assert is_adult(18)


def test_leaves_a_thread():
    threading.Thread(target=time.sleep, args=(600,)).start()
    assert is_adult(18)


def test_leaves_a_process():
    subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)", "left by a test"])
    assert is_adult(18)


def test_writes_files(tmp_path):
    open("here.txt", "w").close()
    (tmp_path / "there.txt").touch()
    assert is_adult(18)


def test_stops_everything():
    pytest.exit("enough")


def test_last():
    assert is_adult(18)
"""


@pytest.fixture(scope="module")
def rude_verdict(tmp_path_factory: pytest.TempPathFactory) -> Verdict:
    """Return the verdict on a suite that is rude."""
    return judged(tmp_path_factory.mktemp("project"), RUDE_SUITE, mutant("a-year-later", ">=", ">"))


@pytest.mark.parametrize(
    ("name", "word"),
    [
        pytest.param("test_moves", "sound", id="one that changes the working directory"),
        pytest.param("test_changes_the_environment", "sound", id="one that changes the environment"),
        pytest.param("test_forgets_modules", "sound", id="one that takes modules out"),
        pytest.param("test_leaves_a_thread", "sound", id="one that leaves a thread"),
        pytest.param("test_leaves_a_process", "sound", id="one that leaves a process"),
        pytest.param("test_writes_files", "sound", id="one that writes files"),
        pytest.param("test_stops_everything", "wrong", id="one that stops pytest"),
        pytest.param("test_last", "sound", id="one after all of these"),
    ],
)
def test_a_rude_test_is_judged_like_any_other(name: str, word: str, rude_verdict: Verdict) -> None:
    """What a test does to its process stays there."""
    assert find_test(rude_verdict, name).status == word


def test_nothing_of_ours_is_touched(tmp_path: Path) -> None:
    """Directory, environment, modules and the project's folder are as before, no process is left, and no time lost."""
    before = (Path.cwd(), dict(os.environ), set(sys.modules))
    began = monotonic()

    judged(tmp_path, RUDE_SUITE)

    assert monotonic() - began < 60  # a thread and a process wait ten minutes
    assert (Path.cwd(), dict(os.environ), set(sys.modules)) == before
    assert {path.name for path in tmp_path.iterdir()} == {"ages.py", "test_ages.py", "__pycache__"}
    assert "left by a test" not in running_processes()
