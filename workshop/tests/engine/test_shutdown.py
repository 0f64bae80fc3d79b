"""However the process with a pool is ended, the tests that it runs are ended too."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from select import select

import pytest

from tests.processes import has_ended
from workshop.engine.process_tree import CAN_FORK

pytestmark = [
    pytest.mark.measures_processes,
    pytest.mark.skipif(not CAN_FORK, reason="Windows has no signals of this kind"),
]

WAITING_SUITE = """
import time
from pathlib import Path


def wait():
    Path({fifo!r}).write_text("ready")
    time.sleep(600)


def test_waits():
    wait()
"""

SCRIPT = """
import signal
import sys
from pathlib import Path

from tests.ages import ORIGINAL, run, template_request, write_project
from workshop.engine.controller.pool import Pool
from workshop.engine.protocol import RunOptions

signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background ignores it
way, root, tests = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]).read_text()
subject, suite = write_project(root, tests + "wait()" * (way == "collecting"))
options = RunOptions((f"{suite.tests[0]}",))
with Pool(subject, suite, fork=way != "spawn") as pool:
    if way in {"fork", "spawn"}:
        run(pool, options)
    else:
        list(pool.run([template_request(options)]))
"""


@pytest.mark.parametrize(
    ("how", "way"),
    [
        pytest.param(signal.SIGINT, "fork", id="Ctrl-C"),
        pytest.param(signal.SIGINT, "spawn", id="Ctrl-C, without fork", marks=pytest.mark.slow),
        pytest.param(signal.SIGINT, "template", id="Ctrl-C, in a fork of a template"),
        pytest.param(signal.SIGKILL, "fork", id="kill", marks=pytest.mark.slow),
        pytest.param(signal.SIGKILL, "template", id="kill, in a fork of a template"),
        pytest.param(signal.SIGKILL, "collecting", id="kill, while a template collects", marks=pytest.mark.slow),
    ],
)
def test_ending_the_controller_ends_all_its_processes(how: signal.Signals, way: str, tmp_path: Path) -> None:
    """No process of a run is left, and after Ctrl-C no file either."""
    fifo, project, temporary = tmp_path / "fifo", tmp_path / "project", tmp_path / "temporary"
    os.mkfifo(fifo)
    temporary.mkdir()
    (tmp_path / "suite.py").write_text(WAITING_SUITE.format(fifo=f"{fifo}"))
    command = [sys.executable, "-c", SCRIPT, way, f"{project}", f"{tmp_path / 'suite.py'}"]

    with (
        os.fdopen(os.open(fifo, os.O_RDWR)) as sign,
        subprocess.Popen(
            command,
            cwd=Path(__file__).parents[2],
            env=os.environ | {"TMPDIR": f"{temporary}"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ) as process,
    ):
        assert process.stdout
        readable, _, _ = select([sign, process.stdout], [], [])  # the output of a process that fails ends
        assert readable == [sign], process.stdout.read()
        process.send_signal(how)

    assert process.returncode == -how
    assert has_ended(f"{project}")
    if how is signal.SIGINT:
        assert list(temporary.iterdir()) == []
