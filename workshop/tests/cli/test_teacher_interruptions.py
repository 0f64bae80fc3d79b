"""`workshop grade` as a process that ends in the middle of a class."""

import csv
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from time import monotonic, sleep

import pytest

from tests.doubles import SOLUTION, START, WRONG, write_exercise
from tests.processes import has_ended
from workshop.engine.codec import decode, encode
from workshop.grading.journal import JournalEntry

pytest.importorskip("pty", reason="Windows ends processes in another way")

from tests.terminal import default_sigint

LONGEST = 60.0  # seconds until a class without a grade fails its test
GRADED = {"solution": SOLUTION, "start": START, "wrong": WRONG, "copy": f"{SOLUTION}# my own\n"}
HANGS = "import time\n\ntime.sleep(1_000)\n"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """Return a course with a class, in which the tests of one learner hang."""
    write_exercise(tmp_path)
    for learner, text in (GRADED | {"hangs": HANGS}).items():
        hand_in(tmp_path, learner, text)
    return tmp_path


def hand_in(course: Path, learner: str, text: str) -> None:
    """Write a learner's tests."""
    (course / "class" / learner).mkdir(parents=True, exist_ok=True)
    (course / "class" / learner / "test_doubles.py").write_text(text, encoding="utf-8")


def command(*options: str) -> list[str]:
    """Return the command that grades the class; nothing but a signal ends the tests that hang."""
    folders = [f"class/{learner}" for learner in (*GRADED, "hangs")]
    return [sys.executable, "-m", "workshop", "grade", *folders, "--limit=10_000", *options]


@contextmanager
def grading(course: Path) -> Iterator[subprocess.Popen[str]]:
    """Grade the class until all but one of the grades are in the journal."""
    with (
        default_sigint(),
        subprocess.Popen(command(), cwd=course, stderr=subprocess.PIPE, text=True, encoding="utf-8") as process,
    ):
        try:
            deadline = monotonic() + LONGEST
            while len(entries(course)) < len(GRADED) - 1:
                assert monotonic() < deadline
                sleep(0.05)  # until another process has written something
            yield process
        finally:
            process.kill()


def entries(course: Path) -> list[JournalEntry]:
    """Return the complete entries of the journal."""
    journal = course / "grades.csv.journal"
    lines = journal.read_text(encoding="utf-8").splitlines(keepends=True) if journal.exists() else []
    return [decode(line, JournalEntry) for line in lines if line.endswith("\n")]


def rows(course: Path) -> dict[str, dict[str, str]]:
    """Return the rows of the table by learner, each of whom has one."""
    with (course / "grades.csv").open(encoding="utf-8", newline="") as file:
        all_rows = [*csv.DictReader(file)]
    assert len({row["learner"] for row in all_rows}) == len(all_rows)
    return {row["learner"]: row for row in all_rows}


@pytest.mark.slow
def test_a_killed_run_can_be_resumed(course: Path) -> None:
    """Every grade is there, those from before aren't judged again, and a torn line is."""
    with grading(course) as process:
        process.kill()
        process.wait()
    before = [replace(entry, seconds=1_234.5) for entry in entries(course)]
    kept = "".join(map(encode, before))
    (course / "grades.csv.journal").write_text(kept + encode(before[0])[:50], encoding="utf-8")
    hand_in(course, "hangs", START)

    subprocess.run(command("--resume"), cwd=course, check=True, stdout=subprocess.DEVNULL)

    assert {learner: row["state"] for learner, row in rows(course).items()} == {
        "solution": "done",
        "start": "not done",
        "wrong": "not done",
        "copy": "done",
        "hangs": "not done",
    }
    assert {entry.learner for entry in before} <= {
        learner for learner, row in rows(course).items() if row["seconds"] == "1234.5"
    }
    assert not (course / "grades.csv.journal").exists()
    assert has_ended(f"{course}")


def test_ctrl_c_ends_the_class_at_once(course: Path) -> None:
    """The results so far are written, the journal stays, and nothing keeps running."""
    with grading(course) as process:
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=LONGEST)

    assert process.returncode == 130
    assert "submissions are graded; go on with --resume" in errors
    assert "Traceback" not in errors
    assert {*rows(course)}
    assert {*rows(course)} <= {entry.learner for entry in entries(course)}
    assert has_ended(f"{course}")
