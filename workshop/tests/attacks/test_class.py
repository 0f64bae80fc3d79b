"""A class in which some attack the judge, graded by `workshop grade`: nobody else notices."""

import csv
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.attacks.surroundings import CLONE, digests
from workshop.engine.sandbox import missing

pytestmark = pytest.mark.skipif(bool(missing()), reason="the sandbox isn't complete on this machine")

EXERCISE = CLONE / "exercises" / "01-first-tests"
HONEST = (
    *("solution", "start", "bad_suites/one_example_per_rule", "bad_suites/insists_on_an_error"),
    *("bad_suites/asserts_true", "bad_suites/empty", "bad_suites/no_assertion", "bad_suites/reads_the_source"),
)
STOPS = """import os
import signal
from pathlib import Path

for number in (signal.SIGSTOP, signal.SIGKILL):
    for process in (os.getppid(), *range(os.getppid() - 5, os.getppid())):
        try:
            if process == os.getppid() or b"workshop" in Path(f"/proc/{process}/cmdline").read_bytes():
                os.kill(process, number)
        except OSError:
            pass


def test_one():
    os.kill(os.getpid(), signal.SIGSTOP)
"""
FILLS = """import os
import tempfile
import time


def test_takes_everything():
    for number in range(120):
        if os.fork() == 0:
            with tempfile.NamedTemporaryFile(delete=False) as file:
                os.posix_fallocate(file.fileno(), 0, 10_000_000)
                taken = b"x" * 20_000_000
                time.sleep(20)
            os._exit(0)
    time.sleep(20)
"""
HANGS = "import time\n\ntime.sleep(1_000)\n"
ODD = (
    "import pytest\n\n\n@pytest.mark.parametrize('odd', ['\\ud800'], ids=['\\x1b[2J\\u202e\\0'])\n"
    "def test_odd(odd):\n    raise ValueError('\\udcff\\x1b]0;owned\\x07' + odd)\n"
)
ATTACKERS = {b"stops": STOPS, b"fills": FILLS, b"hangs": HANGS, b"odd\xff\n\x1b[2J": ODD}
UNSTEADY = {"seconds"}


class Classroom:
    """A course with a class; `hand_in` and `grade` are what happens there."""

    def __init__(self, root: Path) -> None:
        self._root = root
        shutil.copytree(EXERCISE, root / "exercises" / EXERCISE.name)

    def hand_in(self, learner: bytes, text: str) -> None:
        """Write a learner's tests."""
        folder = self._root / "class" / os.fsdecode(learner) / "answers" / EXERCISE.name
        folder.mkdir(parents=True)
        (folder / "test_game.py").write_text(text, encoding="utf-8")

    def grade(self, learners: Iterable[bytes]) -> dict[str, dict[str, str]]:
        """Return the grades of learners, by name as shown."""
        folders = [f"class/{os.fsdecode(learner)}" for learner in learners]
        command = [sys.executable, "-m", "workshop", "grade", *folders, "--limit=60"]
        subprocess.run(command, cwd=self._root, check=True, timeout=600, stdout=subprocess.DEVNULL)
        with (self._root / "grades.csv").open(encoding="utf-8", newline="") as file:
            return {
                row.pop("learner"): {key: row[key] for key in row.keys() - UNSTEADY} for row in csv.DictReader(file)
            }


@pytest.mark.slow
def test_honest_learners_get_the_grades_that_they_get_alone(tmp_path: Path) -> None:
    """Attackers among them change nothing, and get no credit themselves."""
    classroom = Classroom(tmp_path)
    names = {name.encode().replace(b"/", b"-"): name for name in HONEST}
    for learner, name in names.items():
        classroom.hand_in(learner, (EXERCISE / f"{name}.py").read_text(encoding="utf-8"))
    for learner, text in ATTACKERS.items():
        classroom.hand_in(learner, text)
    before = digests(tmp_path / "exercises")

    alone = [classroom.grade([learner]) for learner in names]
    together = classroom.grade([*ATTACKERS, *names])

    assert {name: together.pop(name) for grades in alone for name in grades} == {
        name: grade for grades in alone for name, grade in grades.items()
    }
    assert {(grade["state"], grade["killed"]) for grade in together.values()} <= {("error", "0"), ("not done", "0")}
    assert len(together) == len(ATTACKERS)
    assert digests(tmp_path / "exercises") == before
