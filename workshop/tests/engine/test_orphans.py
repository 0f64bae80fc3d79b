"""No process outlives the run that has started it, whatever it does to get away."""

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.ages import FILE, run, template_request, write_tests
from tests.processes import running_processes
from workshop.engine.controller.pool import Pool
from workshop.engine.protocol import Outcome
from workshop.engine.worker import orphans

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a process adopt others"),
    pytest.mark.measures_processes,
]

STARTS_A_CHILD = """
import signal
import subprocess
import sys

from workshop.engine.worker.orphans import has_children

signal.signal(signal.SIGCHLD, signal.SIG_DFL)  # ignored, it would make a child disappear as soon as it ends
print(has_children())
child = subprocess.Popen([sys.executable, "-V"], stdout=subprocess.DEVNULL)
print(has_children())
child.wait()
print(has_children())
"""

RUNS_AWAY = """
import os
import sys

import ages


def run_away(number):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.setsid()
            os.execv(sys.executable, [sys.executable, "-c", "import time; time.sleep(600)", {mark!r}])
        os._exit(0)
    os.wait()


def test_it():
    for number in range({count}):
        run_away(number)
    assert ages.is_adult(18)
"""


def test_other_systems_adopt_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """They have no such call."""
    monkeypatch.setattr(orphans, "sys", SimpleNamespace(platform="darwin"))
    monkeypatch.setattr(orphans, "ctypes", None)

    orphans.adopt_orphans()


def test_process_without_children_knows_it() -> None:
    """A process that has just started has none, and one that it starts is one until it has been waited for."""
    printed = subprocess.run(
        [sys.executable, "-c", STARTS_A_CHILD], stdout=subprocess.PIPE, text=True, check=True
    ).stdout

    assert printed.split() == ["False", "True", "False"]


def test_process_may_have_children_where_the_system_does_not_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    """Then all processes of the machine are looked at."""
    monkeypatch.delattr(os, "waitid")

    assert orphans.has_children()


@pytest.mark.parametrize("count", [1, 30], ids=["one process", "thirty processes"])
def test_process_in_a_session_of_its_own_ends_with_its_run(count: int, ages_pool: Pool, tmp_path: Path) -> None:
    """Its parent has ended, and no group or session leads to it."""
    mark = f"{tmp_path}"
    options = write_tests(ages_pool, RUNS_AWAY.format(mark=mark, count=count))

    outcomes = run(ages_pool, options).outcomes

    assert outcomes == {f"{FILE}::test_it": Outcome("passed")}
    assert mark not in running_processes()


def test_process_ends_with_a_run_in_a_fork_of_a_template(ages_pool: Pool, tmp_path: Path) -> None:
    """A template adopts what its own forks leave."""
    mark = f"{tmp_path}"
    options = write_tests(ages_pool, RUNS_AWAY.format(mark=mark, count=1), file="test_orphans_of_templates.py")

    (answer,) = ages_pool.run([template_request(options)])

    assert set(answer.run.outcomes.values()) == {Outcome("passed")}
    assert mark not in running_processes()
