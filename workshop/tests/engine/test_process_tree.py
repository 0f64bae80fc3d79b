"""A process is killed together with everything that it has started."""

import subprocess
import sys

import pytest

from workshop.engine.process_tree import kill

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no process groups")


def test_kill_ends_a_process_and_its_children() -> None:
    """A child that survived would write one more line to their common output."""
    command = ["sh", "-c", "(sleep 30; echo a child survived) & echo ready; wait"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"

        kill(process.pid)

        assert process.stdout.read() == ""


def test_killing_an_ended_process_does_nothing() -> None:
    """A process may end at any time, also just before it's killed."""
    process = subprocess.Popen([sys.executable, "-c", ""], start_new_session=True)
    process.wait()

    kill(process.pid)

    assert process.returncode == 0
