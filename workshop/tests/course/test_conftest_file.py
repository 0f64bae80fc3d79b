"""The `conftest.py` beside a learner's tests leads plain pytest to the exercise, wherever that is."""

import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from tests.doubles import START, TABLE, write_exercise
from workshop.course.answers import Answers
from workshop.course.exercise import Exercise
from workshop.engine.protocol import REDIS_URL


@pytest.mark.parametrize(
    ("table", "needs_server"),
    [pytest.param(TABLE, False, id="alone"), pytest.param(f'requirements = ["redis"]\n{TABLE}', True, id="with Redis")],
)
def test_plain_pytest_runs_the_tests(*, table: str, needs_server: bool, tmp_path: Path) -> None:
    """It finds the program, and the server if the exercise needs one, so that a test can be debugged."""
    exercise = write_exercise(tmp_path, table=table)
    file = Answers(tmp_path).begin(exercise)
    connects = "\n\ndef test_server():\n    redis.from_url(os.environ['REDIS_URL']).ping()\n"
    if needs_server:
        file.write_text(f"import os\n\nimport redis\n{START}{connects}", encoding="utf-8")
    plugins = ("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "PYTEST_ADDOPTS", "PYTEST_PLUGINS")
    environment = {name: value for name, value in os.environ.items() if name not in plugins}

    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "answers"],
        cwd=tmp_path,
        env=environment | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "REDIS_URL": "redis://the-users-own.invalid"},
        check=True,
        capture_output=True,
        text=True,
    )

    assert f"{2 if needs_server else 1} passed" in run.stdout


def test_conftest_keeps_the_server_of_a_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It's part of the suite that is judged, and each run has a server already."""
    exercise = write_exercise(tmp_path, table=f'requirements = ["redis"]\n{TABLE}')
    conftest = Answers(tmp_path).begin(exercise).with_name("conftest.py")
    for name in ("REDIS_URL", REDIS_URL):
        monkeypatch.setenv(name, "redis://127.0.0.1:6379/0")
    monkeypatch.setattr(sys, "path", [*sys.path])

    runpy.run_path(f"{conftest}")["pytest_configure"](None)

    assert os.environ["REDIS_URL"] == "redis://127.0.0.1:6379/0"


@pytest.fixture
def path(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the path that Python searches for modules."""
    monkeypatch.setattr(sys, "path", [*sys.path])
    return sys.path


def test_answers_may_be_a_link(answers: Answers, exercise: Exercise, path: list[str], tmp_path: Path) -> None:
    """To a folder that's backed up, for example."""
    (tmp_path / "far" / "away").mkdir(parents=True)
    (tmp_path / "answers").symlink_to(tmp_path / "far" / "away", target_is_directory=True)

    runpy.run_path(f"{answers.begin(exercise).with_name('conftest.py')}")

    assert Path(path[-1]).samefile(exercise.folder)


def test_exercise_may_be_on_another_drive(
    answers: Answers, exercise: Exercise, path: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No relative path leads there."""

    def refuse(*_: Path) -> str:
        raise ValueError("path is on mount 'D:', start on mount 'C:'")

    monkeypatch.setattr(os.path, "relpath", refuse)

    runpy.run_path(f"{answers.begin(exercise).with_name('conftest.py')}")

    assert path[-1] == f"{exercise.folder.resolve()}"
