"""What a cluster on this machine survives and costs: `python benchmarks/cluster.py lost|overhead|scale|simulate`.

The class is made of the model solutions and bad suites of cheap exercises, each a little different. Run it while the
machine is quiet: otherwise, times are only an indication.
"""

import random
import resource
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from heapq import heappop, heappush
from pathlib import Path
from socket import create_server
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from workshop.course.exercise import Exercise
from workshop.grading.cluster.connection import connect
from workshop.grading.cluster.coordinator import ClusterGrader
from workshop.grading.cluster.workers import Workers
from workshop.grading.grade import Grade
from workshop.grading.grader import Grader, available_cores
from workshop.grading.journal import Journal
from workshop.grading.kit import Kit, read_kit
from workshop.grading.schedule import Schedule
from workshop.grading.submissions import Submission

EXERCISES = Path(__file__).resolve().parent.parent / "exercises"
CHEAP = ("01-first-tests", "02-boundaries", "03-error-paths")
LIMIT = 120.0  # seconds for each submission
ROUNDS = 5
KILLED_AT, ADDED_AT = (100, 150), 200  # grades, after which a worker is killed or added
SLOTS = 50 * 16  # of the simulated machines
Start = Callable[..., "subprocess.Popen[bytes]"]


@dataclass(frozen=True)
class Class:
    """Submissions in a random order, and the exercises that they're for."""

    kit: Kit
    submissions: list[Submission]

    def locally(self) -> Iterator[Grade]:
        """Grade on all cores of this machine."""
        with TemporaryDirectory() as folder, Journal(Path(folder, "journal")) as journal:
            yield from Grader(self.kit, journal, Path(folder), jobs=available_cores(), limit=LIMIT).grade(
                self.submissions
            )

    def on_cluster(self, address: str) -> Iterator[Grade]:
        """Grade on the workers of a cluster."""
        with TemporaryDirectory() as folder, Journal(Path(folder, "journal")) as journal, connect(address) as client:
            workers = Workers(client, address, print, require_sandbox=False)
            yield from ClusterGrader(client, workers, self.kit, journal, limit=LIMIT).grade(self.submissions)


@contextmanager
def class_of(size: int) -> Iterator[Class]:
    """Make a class of a size; flaky suites aren't in it, since their verdict isn't always the same."""
    with TemporaryDirectory() as folder, read_kit([EXERCISES / name for name in CHEAP]) as kit:
        suites = [(each, text) for each in kit.exercises for text in _suites(each)]
        submissions = []
        for number in range(size):
            exercise, text = suites[number % len(suites)]
            own = Path(folder, f"{number}")
            own.mkdir()
            (own / exercise.test_file).write_text(f"{text}\n# {number}\n", encoding="utf-8")
            submissions.append(Submission(f"{number}", exercise, own))
        random.Random(size).shuffle(submissions)
        yield Class(kit, submissions)


def _suites(exercise: Exercise) -> Iterator[str]:
    yield exercise.read("solution.py")
    yield from (text for text in map(exercise.read, exercise.bad_suites()) if "flaky" not in text.partition("\n")[0])


@contextmanager
def cluster(*threads: int) -> Iterator[tuple[str, Start, list["subprocess.Popen[bytes]"]]]:
    """Start a scheduler, and a worker for each number of threads; yield the address, what starts more, and workers."""
    with create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    with TemporaryDirectory() as folder, ExitStack() as stack:

        def dask(*arguments: str) -> "subprocess.Popen[bytes]":
            command = [sys.executable, "-m", "dask", *arguments, "--no-dashboard"]
            process = subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL)
            stack.callback(process.wait)
            stack.callback(process.terminate)
            return process

        def start(count: int = 1) -> "subprocess.Popen[bytes]":
            return dask("worker", address, f"--nthreads={count}", "--no-nanny")

        dask("scheduler", "--host=127.0.0.1", f"--port={port}", "--dashboard-address=127.0.0.1:0")
        workers = [start(count) for count in threads]
        with connect(address) as client:
            client.wait_for_workers(len(workers))
        yield address, start, workers


def result_of(grade: Grade) -> tuple[object, ...]:
    """Return what must be the same in each run: a message may quote a program that is changed at random."""
    verdict = grade.verdict
    return verdict.error, verdict.killed, verdict.survivors, [(test.name, test.status) for test in verdict.tests]


def lost() -> None:
    """Grade 300 submissions with three workers; kill two of them in the middle, and add one."""
    with class_of(300) as class_, cluster(1, 1, 1) as (address, start, workers):
        grades = []
        for grade in class_.on_cluster(address):
            grades.append(grade)
            if len(grades) in KILLED_AT:
                workers.pop().kill()
            if len(grades) == ADDED_AT:
                start()
        local = {grade.submission.learner: result_of(grade) for grade in class_.locally()}
    different = [each for each in grades if result_of(each) != local[each.submission.learner]]
    missing = local.keys() - {grade.submission.learner for grade in grades}
    print(f"{len(grades)} grades: {len(different)} differ from the local run, {len(missing)} are missing")
    assert len(grades) == len(local)
    assert not missing
    assert not different


def overhead() -> None:
    """Compare a worker that has a thread for each core with the local run, in rounds one after the other."""
    ratios = []
    with class_of(100) as class_, cluster(available_cores()) as (address, _, _):
        for _ in range(ROUNDS):
            here, there = seconds_of(class_.locally()), seconds_of(class_.on_cluster(address))
            ratios.append(there / here)
            print(f"local {here:.1f} s, cluster {there:.1f} s: {there / here - 1:+.0%}")
    print(f"median: {median(ratios) - 1:+.0%}")


def seconds_of(grades: Iterable[Grade]) -> float:
    """Return how long it takes to grade."""
    began = perf_counter()
    for _ in grades:
        pass
    return perf_counter() - began


def scale() -> None:
    """Print what a submission costs in classes of three sizes, and the peak memory of this process, the coordinator."""
    with cluster(available_cores()) as (address, _, _):
        for size in (100, 1_000, 3_000):
            with class_of(size) as class_:
                before = process_time()
                seconds = seconds_of(class_.on_cluster(address))
                spent = process_time() - before
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
            print(
                f"{size:5,} submissions: {1000 * seconds / size:.0f} ms each, {1000 * spent / size:.1f} ms of them for"
                f" the coordinator, whose memory has been {peak} MiB at most"
            )


def simulate() -> None:
    """Print how long 100,000 submissions would take on 50 machines of 16 cores, from costs measured here."""
    with class_of(200) as class_, cluster(1) as (address, _, _):
        before = process_time()
        grades = [*class_.on_cluster(address)]
        handling = (process_time() - before) / len(grades)
    measured: dict[str, list[float]] = {}
    for grade in grades:
        measured.setdefault(grade.submission.exercise.name, []).append(grade.seconds)
    cold = {name: seconds.pop(0) for name, seconds in measured.items()}  # the first of an exercise starts a judge
    print(f"measured: {handling * 1000:.1f} ms of the coordinator for each, and for a judge:")
    for name, seconds in measured.items():
        print(f"  {name}: {cold[name]:.2f} s for the first, {median(seconds):.2f} s for another")
    submissions = [random.choice(class_.submissions) for _ in range(100_000)]
    print(f"simulated: {_simulated(submissions, handling, measured, cold):.0f} s for 100,000 on {SLOTS} cores")


def _simulated(
    submissions: list[Submission], handling: float, warm: dict[str, list[float]], cold: dict[str, float]
) -> float:
    """Return when the last submission is graded; the coordinator handles one at a time."""
    schedule, now = Schedule(submissions), 0.0
    slots = [(0.0, number, "") for number in range(SLOTS)]
    while slots:
        ready, number, current = heappop(slots)
        now = max(now, ready) + handling
        if submission := schedule.next_for(current):
            name = submission.exercise.name
            cost = random.choice(warm[name]) if name == current else cold[name]
            heappush(slots, (now + cost, number, name))
    return now


if __name__ == "__main__":
    {"lost": lost, "overhead": overhead, "scale": scale, "simulate": simulate}[sys.argv[1]]()
