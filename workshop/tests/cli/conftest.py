"""The command in this process, in the small project or in a small course with a judge that is always warm."""

import re
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Self

import pytest

from tests.cli.result import Result
from tests.doubles import write_exercise
from workshop.cli import app, console, learner
from workshop.engine.sandbox import features
from workshop.judging.session import Session, SuiteFiles
from workshop.judging.verdict import Verdict

FILE = Path("answers", "13-doubles", "test_doubles.py")
Command = Callable[..., Result]
Judge = Callable[[SuiteFiles], Verdict]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Return a function that runs the command in this process, in the current folder; colors are removed.

    It takes the sandbox for complete, whatever this machine has.
    """
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(features, "landlock_version", lambda: 6)
    monkeypatch.setattr(features, "filters_calls", lambda: True)

    def run(*arguments: str) -> Result:
        monkeypatch.setattr(sys, "argv", ["workshop", *arguments])
        with pytest.raises(SystemExit) as end:
            app.main()
        out, err = (re.sub(r"\x1b\[[\d;]*m", "", text) for text in capsys.readouterr())
        return Result(end.value.code, out, err)

    return run


@pytest.fixture
def narrow(run: Command, monkeypatch: pytest.MonkeyPatch) -> Iterator[Command]:
    """Yield the same function, for a terminal of 40 columns without colors."""
    for name, value in (("COLUMNS", "40"), ("LINES", "25"), ("TERM", "dumb"), ("TTY_COMPATIBLE", "1")):
        monkeypatch.setenv(name, value)
    for each in (console.output, console.errors):
        each.cache_clear()  # a console knows the width from its beginning
    yield run
    for each in (console.output, console.errors):
        each.cache_clear()


@pytest.fixture
def workshop(project: Path, run: Command, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Return a function that runs the command in the small project."""
    monkeypatch.chdir(project)
    return run


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, judge: Judge) -> Path:
    """Make a course of two small exercises the current folder, and return it; checks there use the warm judge."""
    for name in ("13-doubles", "14-more"):
        write_exercise(tmp_path, name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(learner, "Session", lambda *_: WarmSession(judge))
    return tmp_path


@pytest.fixture
def class_(course: Path) -> tuple[str, ...]:
    """Return the folders of three learners, each with a file for the small exercises."""
    folders = tuple(f"class/{learner}" for learner in ("one", "two", "three"))
    for folder in folders:
        (course / folder).mkdir(parents=True)
        (course / folder / "test_doubles.py").write_text(folder, encoding="utf-8")
    return folders


@pytest.fixture(scope="session")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Judge]:
    """Return a function that judges suites for the small exercise, each one once."""
    root = tmp_path_factory.mktemp("judge")
    with Session(write_exercise(root).task(), root) as session:
        judged = cache(lambda files: session.check(dict(files)))
        yield lambda suite: judged(tuple(suite.items()))


class WarmSession:
    """A session that costs nothing to start."""

    server = ""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def check(self, suite: SuiteFiles, _: object) -> Verdict:
        """Return the verdict on a suite."""
        return self._judge(suite)


def write_answer(course: Path, text: str) -> None:
    """Write the learner's tests for the first exercise."""
    (course / FILE).parent.mkdir(parents=True, exist_ok=True)
    (course / FILE).write_text(text, encoding="utf-8")
