"""The time that a learner waits for a verdict, and the cost of grading a class."""

import csv
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from workshop.course.answers import Answers
from workshop.course.exercise import SOLUTION, START, Exercise, read_exercise
from workshop.course.exercise_folders import find_exercises
from workshop.course.lint_suites import Expectation, read_expectation
from workshop.judging.session import Session
from workshop.judging.status import DISQUALIFYING

ROOT = Path(__file__).parents[1]
ROUNDS = 3
CLASS = 100  # learners
MAIN = (
    "import atexit, resource; from workshop.cli.entry import main; "
    "atexit.register(lambda: print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)); main()"
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a folder with the exercises, and their solutions as a learner's answers."""
    shutil.copytree(ROOT / "exercises", tmp_path / "exercises")
    for folder in find_exercises(tmp_path):
        exercise = read_exercise(folder)
        Answers(tmp_path).begin(exercise).write_text(exercise.read(SOLUTION), encoding="utf-8")
    return tmp_path


def seconds(command: list[str], folder: Path) -> float:
    """Return the seconds that a command takes, which must succeed."""
    began = perf_counter()
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - began


def warm_seconds(exercise: Exercise, project: Path) -> list[float]:
    """Return the seconds that the verdicts after the first one take."""
    took = []
    with Session(exercise.task(), project) as checker:
        for _ in range(1 + ROUNDS):
            began = perf_counter()
            assert checker.check(exercise.suite(SOLUTION)).is_done
            took.append(perf_counter() - began)
    return took[1:]


@pytest.mark.benchmark(group="a verdict on an exercise")
def test_verdict(project: Path, benchmark: BenchmarkFixture) -> None:
    """Medians over all exercises: of the command, of a check after a save, and of plain pytest on the same suite."""
    took: dict[str, list[float]] = {"cold": [], "warm": [], "pytest": []}

    def judge_all() -> None:
        for folder in find_exercises(project):
            exercise = read_exercise(folder)
            check = [sys.executable, "-m", "workshop", "check", folder.name]
            pytest_alone = [sys.executable, "-m", "pytest", "-q", f"answers/{folder.name}"]
            took["cold"].append(median(seconds(check, project) for _ in range(ROUNDS)))
            took["warm"].append(median(warm_seconds(exercise, project)))
            took["pytest"].append(median(seconds(pytest_alone, project) for _ in range(ROUNDS)))

    benchmark.pedantic(judge_all, rounds=1)
    for name, each in took.items():
        print(f"{name:6} {median(each):.2f} s, each: {' '.join(f'{one:.2f}' for one in each)}")
        benchmark.extra_info[name] = median(each)


@dataclass(frozen=True)
class HandedIn:
    """A suite that a learner submits, and the result that it should get."""

    exercise: Exercise
    text: str
    stated: Expectation

    def is_graded(self, row: dict[str, str]) -> bool:
        """Return whether a row of the grades has that result."""
        statuses, survivors = self.stated.statuses, self.stated.survivors
        is_done = statuses <= {"done", "slow"} and not survivors
        state = "done" if is_done else "error" if statuses == {"error"} else "not done"
        return (
            row["state"] == state
            and (row["to fix"] != "0") == bool(statuses & DISQUALIFYING)
            and (row["vacuous"] != "0") == ("vacuous" in statuses)
            and (row["skipped"] != "0") == ("skipped" in statuses)
            and (
                survivors is None
                or {*row["survivors"].split()} == {f"{self.exercise.numbers[name]}" for name in survivors}
            )
        )


def hand_in(project: Path, count: int) -> dict[str, HandedIn]:
    """Write `count` learners' folders with a solution, a start and a bad suite in turn; return what each contains."""
    exercises = [read_exercise(folder) for folder in find_exercises(project)]
    bad = [(each, name) for each in exercises for name in each.bad_suites()]
    class_: dict[str, HandedIn] = {}
    for number in range(count):
        turn, kind = divmod(number, 3)
        exercise, name, statement = [
            (exercises[turn % len(exercises)], SOLUTION, "# judged: done"),
            (exercises[turn % len(exercises)], START, "# judged: incomplete"),
            (*bad[turn % len(bad)], ""),
        ][kind]
        text = exercise.read(name)
        stated = read_expectation(statement or text)
        assert stated
        folder = project / "class" / f"{number:03}"
        (folder / exercise.name).mkdir(parents=True)
        (folder / exercise.name / exercise.test_file).write_text(text, encoding="utf-8")
        class_[folder.name] = HandedIn(exercise, text, stated)
    return class_


@pytest.mark.benchmark(group="a class")
@pytest.mark.parametrize("count", [50, 200])
def test_class(count: int, project: Path, benchmark: BenchmarkFixture) -> None:
    """Every submission gets the grade that it should, and the memory doesn't grow with their number."""
    class_ = hand_in(project, count)
    folders = sorted(f"class/{learner}" for learner in class_)

    run = benchmark.pedantic(
        lambda: subprocess.run(
            [sys.executable, "-c", MAIN, "grade", *folders], cwd=project, check=True, stdout=subprocess.PIPE, text=True
        ),
        rounds=1,
    )

    with (project / "grades.csv").open(encoding="utf-8") as file:
        rows = {row["learner"]: row for row in csv.DictReader(file) if row["state"] != "missing"}
    assert sorted(rows) == sorted(class_)
    assert [learner for learner, handed_in in class_.items() if not handed_in.is_graded(rows[learner])] == []
    print(run.stdout)
    benchmark.extra_info["peak_kib"] = int(run.stdout.split()[-1])


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="this system can't confine a process to a core")
@pytest.mark.benchmark(group="a class on one core and on all")
@pytest.mark.parametrize("kind", ["one", "all"])
def test_cores(kind: str, project: Path, benchmark: BenchmarkFixture) -> None:
    """How many different submissions are graded a second, for each core."""
    cores = sorted(os.sched_getaffinity(0))
    used = cores[:1] if kind == "one" else cores
    folders = sorted(f"class/{learner}" for learner in hand_in(project, CLASS))
    for number, file in enumerate(sorted(project.glob("class/*/*/test_*.py"))):
        file.write_text(f"{file.read_text(encoding='utf-8')}# {number}\n", encoding="utf-8")
    command = ["taskset", "--cpu-list", ",".join(map(str, used)), sys.executable, "-m", "workshop", "grade", *folders]

    took = benchmark.pedantic(lambda: seconds(command, project), rounds=1)

    benchmark.extra_info["per_core"] = CLASS / took / len(used)
