"""The judge of the corpus."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from time import monotonic

import pytest

from tests.attacks.attack import Attack
from tests.attacks.surroundings import Surroundings
from workshop.course.exercise import read_exercise
from workshop.course.lookup import find_exercise
from workshop.grading.warm_judge import WarmJudge
from workshop.judging.session import Task
from workshop.judging.verdict import Verdict

CLOSING = 10.0  # seconds for the processes of a judge to end


@dataclass(frozen=True)
class Judged:
    """The verdict on an attack, how many seconds that took, and what the attack has reached."""

    verdict: Verdict
    seconds: float
    changes: list[str]


Judge = Callable[[Attack], Judged]


@pytest.fixture(scope="session")
def surroundings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Surroundings]:
    """Yield what the attacks are after."""
    surroundings = Surroundings(tmp_path_factory.mktemp("attacks"))
    yield surroundings
    surroundings.close()


@pytest.fixture(scope="session")
def judge(surroundings: Surroundings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Judge]:
    """Yield a function that judges an attack, as `workshop grade` does, by a judge that is warm for its exercise."""
    storage = tmp_path_factory.mktemp("storage")
    judges: list[WarmJudge] = []

    @cache
    def task_of(exercise: str) -> Task:
        return read_exercise(find_exercise(surroundings.root, exercise)).task()

    @cache
    def judge_of(_exercise: str, limit: float) -> WarmJudge:
        judges.append(WarmJudge(storage, limit))
        return judges[-1]

    def judge(attack: Attack) -> Judged:
        suite = attack.suite(surroundings.places(attack.exercise))
        began = monotonic()
        verdict = judge_of(attack.exercise, attack.limit).judge(task_of(attack.exercise), suite)
        return Judged(verdict, monotonic() - began, surroundings.changes())

    yield judge
    for each in judges:
        each.close(CLOSING)
