"""The page judges as a terminal does, in two interpreters, and goes on after a test that had to be ended."""

import json
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.doubles import HANGS, OVER_SPECIFIED, SOLUTION, VACUOUS, WITH_PROPERTY, suite
from workshop.course.checked import Checked
from workshop.course.exercise import Exercise, read_exercise
from workshop.judging.session import Session
from workshop.page import Check
from workshop.reports.verdict_json import as_json
from workshop.variants.variant import Variant

SEED = 1
FOLDER = Path("answers", "13-doubles")
MANY = suite(SOLUTION, test_vacuous=VACUOUS, test_over_specified=OVER_SPECIFIED, test_property=WITH_PROPERTY)


class Page:
    """A page with two interpreters that take turns with the runs; one ends as soon as `test_never` begins."""

    def __init__(self) -> None:
        self.log: dict[int, list[str]] = {}
        self._run = 0
        self._is_ended = False

    def check(self, files: dict[str, bytes]) -> dict[str, Any]:
        """Return the verdict on a suite."""
        texts = json.dumps({name: text.decode() for name, text in files.items()})
        with ExitStack() as checks:
            interpreters = [self._start_python(texts, checks) for _ in range(2)]
            while True:
                answer: dict[str, Any] = json.loads(interpreters[0].go_on(json.dumps(self.log)))
                if "runs" not in answer:
                    return answer
                for self._run in answer["runs"]:
                    self.log[self._run] = []
                    while not self._do(interpreters[-1]):
                        interpreters[-1] = self._start_python(texts, checks)
                    interpreters.reverse()

    def _start_python(self, texts: str, checks: ExitStack) -> Check:
        return checks.enter_context(closing(Check("13-doubles", texts, SEED)))

    def _do(self, check: Check) -> bool:
        """Return whether an interpreter has done the run, which it may have ended."""
        self._is_ended = False
        if not check.is_missing(self._run):
            check.go_on(json.dumps(self.log))
        with suppress(pytest.exit.Exception):
            check.do(self._run, json.dumps(self.log[self._run]), self._start, self._finish)
        return not self._is_ended

    def _start(self, step: int, _seconds: float, test: str) -> None:
        if test.endswith("::test_never"):
            self._finish(step, "timed out")
            self._is_ended = True
        if self._is_ended:
            pytest.exit("Python is ended")

    def _finish(self, step: int, events: str) -> None:
        if not self._is_ended:
            self.log[self._run][step:] = [events]


@pytest.fixture
def in_page() -> dict[str, Any]:
    """Return the verdict on tests with several statuses; calls are traced there, so coverage resumes after it."""
    return Page().check(MANY)


@pytest.mark.slow
def test_verdict_is_that_of_a_terminal(tmp_path: Path, in_page: dict[str, Any]) -> None:
    """Tests with several statuses have them in both, and kill the same mutants with the same messages."""
    exercise = read_exercise(tmp_path / "exercises" / "13-doubles")
    with Session(exercise.task(), tmp_path) as session:
        verdict = session.check(MANY)
    in_terminal = as_json(Checked(exercise, FOLDER, FOLDER / "test_doubles.py", MANY, verdict, seconds=0.0))
    assert in_page["verdict"] | {"seconds": 0.0} == in_terminal
    assert in_page["to_fix"].startswith("test_text is over-specified. Fix it before you go on:\n\n  on ")
    assert {test["status"] for test in in_terminal["tests"]} == {"sound", "vacuous", "over-specified"}


def test_verdict_has_all_that_the_page_shows() -> None:
    """The text has the colors of a terminal, and an exercise that's done has a solution and a next one."""
    verdict = Page().check(suite(SOLUTION))

    lines = verdict["text"].splitlines()
    assert lines[:2] == ["\x1b[1m13-doubles: Doubles\x1b[0m", "\x1b[2manswers/13-doubles/test_doubles.py\x1b[0m"]
    assert (verdict["is_done"], verdict["conclusion"] in verdict["text"]) == (True, True)
    assert (verdict["solution"], verdict["next"]) == (SOLUTION, "14-threads")
    assert verdict["killed"] == [*verdict["diffs"]]
    assert "+    return number * number" in verdict["diffs"]["squares"]


def test_verdict_names_the_button_for_a_hint(in_page: dict[str, Any]) -> None:
    """The page has no commands; the conclusion is also what its status says."""
    assert in_page["conclusion"].endswith("Stuck? Press Hint.")
    assert in_page["conclusion"] in " ".join(in_page["text"].replace("\x1b[0m", "").replace("\x1b[1m", "").split())


@pytest.mark.slow
def test_check_goes_on_after_a_test_that_does_not_end() -> None:
    """The test has timed out, and the tests before and after it have their statuses."""
    page = Page()
    files = suite(HANGS, test_after=SOLUTION)

    verdict = page.check(files)

    statuses = {test["name"]: test["status"] for test in verdict["verdict"]["tests"]}
    assert statuses == {"test_examples": "sound", "test_zero": "sound", "test_never": "timed out"}
    assert [step for steps in page.log.values() for step in steps].count("timed out") == 2
    assert (verdict["survived"], verdict["is_done"], verdict["solution"]) == ([], False, "")


def test_programs_are_the_same_after_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """One of them has changes that are chosen at random; each of four interpreters chooses the same."""
    references, chosen = Exercise.references, []

    def record(exercise: Exercise, order: Random) -> list[Variant]:
        chosen.append(order.random())
        return references(exercise, order)

    monkeypatch.setattr(Exercise, "references", record)

    Page().check(suite(HANGS))

    assert chosen == [chosen[0]] * 4
