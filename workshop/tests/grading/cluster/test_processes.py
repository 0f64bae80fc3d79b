"""A scheduler and workers in processes of their own, as on other machines: they're killed, added and started again."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from socket import create_server

import pytest

from tests.doubles import OVER_SPECIFIED, SOLUTION, VACUOUS, WRONG
from tests.grading.conftest import HandIn, graded, submissions_in
from workshop.grading.cluster.connection import connect
from workshop.grading.cluster.coordinator import ClusterGrader
from workshop.grading.cluster.workers import Workers
from workshop.grading.journal import Journal
from workshop.grading.kit import Kit

Start = Callable[..., "subprocess.Popen[bytes]"]
SUITES = (SOLUTION, WRONG, VACUOUS, OVER_SPECIFIED)


@pytest.mark.slow
class TestProcesses:
    """What becomes of the class when processes end."""

    @pytest.fixture
    def start(self, tmp_path: Path) -> Iterator[Start]:
        """Yield a function that starts a command of Dask, which ends at the end of the test."""
        started = []

        def start(*arguments: str) -> "subprocess.Popen[bytes]":
            command = [sys.executable, "-m", "dask", *arguments, "--no-dashboard"]
            started.append(subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.DEVNULL))
            return started[-1]

        yield start
        for process in started:
            process.kill()
            process.wait()

    @pytest.fixture
    def address(self) -> str:
        """Return the address of a free port."""
        with create_server(("127.0.0.1", 0)) as server:
            return f"tcp://127.0.0.1:{server.getsockname()[1]}"

    @pytest.fixture
    def folders(self, hand_in: HandIn) -> list[Path]:
        """Return the folders of learners with different suites."""
        return [hand_in(f"{number:02}", f"{SUITES[number % len(SUITES)]}\n# {number}\n") for number in range(24)]

    def test_killed_worker(  # noqa: PLR0913, PLR0917 - all of them act
        self, start: Start, address: str, folders: list[Path], kit: Kit, journal: Journal, tmp_path: Path
    ) -> None:
        """Each submission gets one grade, the same as on one machine."""
        worker = ("worker", address, "--nthreads=1", "--no-nanny")
        start("scheduler", f"--host={address}", "--dashboard-address=127.0.0.1:0")
        doomed = start(*worker)
        start(*worker)
        grades = []

        with connect(address) as client:
            workers = Workers(client, address, print, require_sandbox=False)
            grader = ClusterGrader(client, workers, kit, journal, limit=60)
            for grade in grader.grade(submissions_in(kit, *folders)):
                grades.append(grade)
                if len(grades) == 4:
                    doomed.kill()
                    start(*worker)

        with Journal(tmp_path / "other.journal") as other:
            local = graded(kit, other, *folders)
        assert sorted(grade.submission.learner for grade in grades) == sorted(local)
        assert {grade.submission.learner: grade.verdict for grade in grades} == {
            learner: grade.verdict for learner, grade in local.items()
        }

    def test_killed_scheduler(
        self, start: Start, address: str, folders: list[Path], kit: Kit, journal: Journal
    ) -> None:
        """Its workers end with it; grading goes on when it's started again with new ones."""
        scheduler = ("scheduler", f"--host={address}", "--dashboard-address=127.0.0.1:0")
        worker = ("worker", address, "--nthreads=2", "--no-nanny")
        first = start(*scheduler)
        start(*worker)
        learners = []

        with connect(address) as client:
            workers = Workers(client, address, print, require_sandbox=False)
            grader = ClusterGrader(client, workers, kit, journal, limit=60)
            for grade in grader.grade(submissions_in(kit, *folders)):
                learners.append(grade.submission.learner)
                if len(learners) == 4:
                    first.kill()
                    first.wait()
                    start(*scheduler)
                    start(*worker)

        assert sorted(learners) == [folder.name for folder in folders]
