"""`doctor` finds what isn't ready before a class does, and says so in a line."""

import os
import shutil
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from tests.course.fake_session import FakeSession
from tests.doubles import START, write_exercise
from workshop.course import doctor
from workshop.course.doctor import examine
from workshop.engine import redis as redis_service
from workshop.engine.sandbox import features


@pytest.fixture
def fake_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the solution judged without running it."""
    monkeypatch.setattr(doctor, "Session", FakeSession)


def flaws(root: Path) -> list[tuple[str, bool]]:
    """Return the findings that aren't good, each with whether the machine is usable all the same."""
    return [(found.message, found.is_usable) for found in examine(root) if not found.is_good]


def test_machine_that_is_ready_has_no_flaws(tmp_path: Path) -> None:
    """The machine that runs these tests is ready; how fast it is doesn't matter here."""
    write_exercise(tmp_path)

    findings = [*examine(tmp_path)]

    assert [found.message for found in findings[:-1] if not found.is_good] == []
    assert findings[1].message.startswith("pytest ")
    assert findings[-1].message.startswith("the first verdict took ")
    assert findings[-1].is_usable


@pytest.mark.usefixtures("fake_verdict")
def test_missing_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message has the command that installs it."""
    write_exercise(tmp_path)

    def version(name: str) -> str:
        if name == "redis":
            raise PackageNotFoundError(name)
        return "1.0"

    monkeypatch.setattr(doctor, "version", version)

    message = "redis is missing; install it with `python -m pip install testing-workshop`"
    assert flaws(tmp_path) == [(message, False)]


@pytest.mark.usefixtures("fake_verdict")
def test_things_one_can_do_without_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine is usable without git, without fork, without a sandbox, without a Redis server, and if it's slow."""
    write_exercise(tmp_path)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(redis_service, "find_spec", lambda _: None)
    monkeypatch.setattr(doctor, "CAN_FORK", False)
    monkeypatch.setattr(features, "landlock_version", lambda: 5)
    monkeypatch.setattr(doctor, "SLOW", 0.0)

    messages, usable = zip(*flaws(tmp_path), strict=True)

    assert all(usable)
    assert [message.partition(":")[0].partition(" took")[0] for message in messages] == [
        "git is missing",
        "processes can't be forked here",
        "the sandbox isn't complete",
        "there is no Redis server",
        "the first verdict",
    ]


@pytest.mark.usefixtures("fake_verdict")
def test_obstacles_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine isn't usable if its server doesn't start, or if answers can't be written."""
    write_exercise(tmp_path)
    (tmp_path / "answers").touch()
    monkeypatch.setattr(redis_service, "find_executable", lambda: "/bin/false")

    (redis, redis_is_usable), answers = flaws(tmp_path)

    assert redis.startswith("no Redis server can be started: /bin/false ")
    assert not redis_is_usable
    assert answers == (f"{tmp_path / 'answers'} can't be written: {os.strerror(20)}", False)


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        pytest.param("solution.py", START, "the solution of 13-doubles is rejected", id="another solution"),
        pytest.param("exercise.toml", "", "tests can't be judged: ", id="unreadable exercise"),
    ],
)
def test_verdict_that_fails_is_an_obstacle(file: str, text: str, message: str, tmp_path: Path) -> None:
    """A suite is really judged, from reading the exercise to the verdict."""
    (write_exercise(tmp_path).folder / file).write_text(text, encoding="utf-8")

    ((found, is_usable),) = flaws(tmp_path)

    assert found.startswith(message)
    assert not is_usable


def test_folder_without_exercises_is_an_obstacle(tmp_path: Path) -> None:
    """The message says how to get some."""
    message = f"there are no exercises in {tmp_path}; start a course with `workshop init`"

    assert flaws(tmp_path) == [(message, False)]
