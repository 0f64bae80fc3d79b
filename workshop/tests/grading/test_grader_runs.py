"""A class is graded for real: with tests that run."""

from pathlib import Path

import pytest

from tests.doubles import SOLUTION, START, WRONG
from tests.grading.conftest import HandIn, graded
from workshop.grading.journal import Journal
from workshop.grading.kit import Kit

KILLS_JUDGE = "import os, signal\n\nos.kill(os.getppid(), signal.SIGKILL)\n"
STOPS_JUDGE = KILLS_JUDGE.replace("SIGKILL", "SIGSTOP")


@pytest.mark.slow
def test_a_class_is_graded(tmp_path: Path, kit: Kit, journal: Journal, hand_in: HandIn) -> None:
    """Tests that can't be judged don't keep the others from being graded, and all folders stay as they are."""
    folders = [
        hand_in("kills the judge", KILLS_JUDGE),
        hand_in("solution", SOLUTION),
        hand_in("start", START),
        hand_in("stops the judge", STOPS_JUDGE),
        hand_in("wrong", WRONG),
        hand_in("syntax error", "def test(:"),
        hand_in("not text", b"\xff\xfe"),
        hand_in("nothing", "", "README.md"),
    ]
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "class").rglob("*")}

    grades = graded(kit, journal, *folders)

    assert {learner: (grade.state, grade.score) for learner, grade in grades.items()} == {
        "kills the judge": ("error", 0.0),
        "solution": ("done", 1.0),
        "start": ("not done", 0.4),
        "stops the judge": ("error", 0.0),
        "wrong": ("not done", 0.0),
        "syntax error": ("error", 0.0),
        "not text": ("error", 0.0),
        "nothing": ("missing", 0.0),
    }
    assert "SyntaxError" in grades["syntax error"].verdict.error
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "class").rglob("*")} == before


def test_tests_that_hang_time_out(kit: Kit, journal: Journal, hand_in: HandIn) -> None:
    """A submission may take a limited time in total."""
    folder = hand_in("hangs", "import time\n\ntime.sleep(1_000)\n")

    grades = graded(kit, journal, folder, limit=1)

    assert (grades["hangs"].state, grades["hangs"].verdict.error) == ("error", "timed out after 1 s")
