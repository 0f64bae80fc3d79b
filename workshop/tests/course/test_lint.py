"""`Linter`: several exercises at once, with the results in order."""

from concurrent.futures import Future, wait
from pathlib import Path
from threading import Event
from typing import Self

import pytest

from tests.course.watching import GUARD
from tests.doubles import TABLE, write_exercise
from workshop.course.lint import Linter
from workshop.errors import AuthorError
from workshop.judging.verdict import Verdict

CHANGES_NOTHING = TABLE.replace("'number / 2'", "'2 * (number)'")


class BlockedSession:
    """Keeps a check waiting until it's cancelled."""

    def __init__(self) -> None:
        self.is_cancelled = Event()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def cancel(self) -> None:
        """Let the check go on."""
        self.is_cancelled.set()

    def check(self, *_: object) -> Verdict:
        """Return once `cancel` has been called."""
        assert self.is_cancelled.wait(GUARD)
        return Verdict()


def test_problems_come_with_their_exercise_in_order(tmp_path: Path) -> None:
    """The first takes longer: only judging shows that no suite can kill its equivalent mutant."""
    equivalent = TABLE.replace("'number / 2'", "'2 * number + 0'")
    first = write_exercise(tmp_path, "13-one", table=equivalent).folder
    second = write_exercise(tmp_path, "14-two", table=CHANGES_NOTHING).folder

    linted = [*Linter(tmp_path, seeds=1).lint([first, second])]

    assert [folder for folder, _ in linted] == [first, second]
    assert linted[0][1] == ["solution.py isn't done with Hypothesis's seed 0: incomplete; shrinks survives"]
    assert linted[1][1][0].startswith("mutant shrinks: doubles.py: ")


def test_mutant_that_cannot_be_planted_is_a_problem(tmp_path: Path) -> None:
    """Problems of the texts come first; nothing is judged."""
    folder = write_exercise(tmp_path, table=CHANGES_NOTHING.replace('"Half is not twice."', '""')).folder

    text, mutant = Linter(tmp_path, seeds=1).problems(folder)

    assert text == "mutant shrinks: has no why"
    assert mutant.startswith("mutant shrinks: doubles.py: ")


def test_exercise_that_cannot_be_read_ends_it(tmp_path: Path) -> None:
    """The exercises before it have been reported by then."""
    first = write_exercise(tmp_path, "13-one", table=CHANGES_NOTHING).folder
    second = write_exercise(tmp_path, "14-two").folder
    (second / "exercise.toml").unlink()

    linted = Linter(tmp_path, seeds=1).lint([first, second])

    assert next(linted)[0] == first
    with pytest.raises(AuthorError, match=r"14-two.exercise\.toml: "):
        next(linted)


def test_closing_the_iterator_cancels_the_checks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A check in progress is cancelled, and no other begins."""
    session = BlockedSession()
    monkeypatch.setattr("workshop.course.lint.Session", lambda *_, **__: session)
    first = write_exercise(tmp_path, "13-one", table=CHANGES_NOTHING).folder
    second = write_exercise(tmp_path, "14-two").folder
    steps: list[str] = []
    began = Event()

    def progress(step: str) -> None:
        steps.append(step)
        began.set()

    linted = Linter(tmp_path, seeds=1, progress=progress).lint([first, second])
    next(linted)
    assert began.wait(GUARD)

    linted.close()

    assert session.is_cancelled.is_set()
    assert steps == ["14-two: start.py"]


def test_waiting_for_a_check_can_be_interrupted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows, Ctrl-C is noticed only when a wait ends, so there are many; the check is cancelled."""
    session = BlockedSession()
    monkeypatch.setattr("workshop.course.lint.Session", lambda *_, **__: session)
    began = Event()
    waits: list[float] = []

    def wait_shortly(futures: list[Future[list[str]]], timeout: float) -> object:
        assert began.wait(GUARD)
        waits.append(timeout)
        if len(waits) == 2:
            raise KeyboardInterrupt
        return wait(futures, timeout=0)

    monkeypatch.setattr("workshop.course.lint.wait", wait_shortly)
    linted = Linter(tmp_path, seeds=1, progress=lambda _: began.set()).lint([write_exercise(tmp_path).folder])

    with pytest.raises(KeyboardInterrupt):
        next(linted)

    assert session.is_cancelled.is_set()
