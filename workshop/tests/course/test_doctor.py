"""What is not ready is found before a class, and said in a line."""

import os
import shutil
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from tests.doubles import START, write_exercise
from workshop.course import doctor
from workshop.course.doctor import examine
from workshop.engine import redis as redis_service


def findings(root: Path, *, is_good: bool = False) -> list[tuple[str, bool]]:
    """Return what is not as it should be, and whether one can work with it; or what is good."""
    return [(found.what, found.is_usable) for found in examine(root) if found.is_good == is_good]


def test_a_machine_that_is_ready_has_nothing_against_it(tmp_path: Path) -> None:
    """The one on which the tests run must be."""
    write_exercise(tmp_path)

    assert findings(tmp_path) == []
    assert [what for what, _ in findings(tmp_path, is_good=True) if what.startswith(("pytest ", "the first verdict"))]


def test_a_missing_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what brings it."""
    write_exercise(tmp_path)

    def version(name: str) -> str:
        if name == "redis":
            raise PackageNotFoundError(name)
        return "1.0"

    monkeypatch.setattr(doctor, "version", version)

    assert findings(tmp_path) == [('redis is missing: pip install ".[workshop]"', False)]


def test_what_one_can_do_without_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No git, no fork, no server, and a slow machine."""
    write_exercise(tmp_path)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(redis_service, "find_spec", lambda _: None)
    monkeypatch.setattr(doctor, "CAN_FORK", False)
    monkeypatch.setattr(doctor, "SLOW", 0.0)

    whats, usable = zip(*findings(tmp_path), strict=True)

    assert all(usable)
    assert [what.partition(":")[0].partition(" took")[0] for what in whats] == [
        "no git",
        "processes cannot be forked here",
        "no Redis server",
        "the first verdict",
    ]


def test_what_is_in_the_way_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that does not start, and a place where nothing can be written."""
    write_exercise(tmp_path)
    (tmp_path / "answers").touch()
    monkeypatch.setattr(redis_service, "find_executable", lambda: "/bin/false")

    assert findings(tmp_path) == [
        ("no Redis server can be started: /bin/false does not start", False),
        (f"{tmp_path / 'answers'} cannot be written: {os.strerror(20)}", False),
    ]


@pytest.mark.parametrize(
    ("file", "text", "what"),
    [
        pytest.param("solution.py", START, "the solution of 13-doubles is not accepted", id="another solution"),
        pytest.param("exercise.toml", "", "tests cannot be judged: ", id="an exercise that cannot be read"),
    ],
)
def test_a_verdict_is_tried(file: str, text: str, what: str, tmp_path: Path) -> None:
    """The whole way, from the exercise to the verdict."""
    (write_exercise(tmp_path).folder / file).write_text(text, encoding="utf-8")

    ((found, is_usable),) = findings(tmp_path)

    assert found.startswith(what)
    assert not is_usable


def test_without_exercises_there_is_nothing_to_be_ready_for(tmp_path: Path) -> None:
    """As outside a clone."""
    assert findings(tmp_path) == [(f"there are no exercises in {tmp_path}", False)]
