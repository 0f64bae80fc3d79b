"""Tests that take too much time or too many processes, and what becomes of the others."""

from pathlib import Path

import pytest

from tests.doubles import SOLUTION, suite, write_exercise
from workshop.engine import process_tree
from workshop.judging.options import JudgingOptions
from workshop.judging.session import Session

HANG = """import time

import pytest


@pytest.mark.parametrize("n", range(20))
def test_it(n):
    time.sleep(100)
"""
FORKS = """

def test_forks():
    import os, time
    for _ in range(20):
        os.fork() or time.sleep(600)
    time.sleep(600)
"""


@pytest.mark.slow
def test_twenty_tests_that_hang_take_two_timeouts(tmp_path: Path) -> None:
    """The rest isn't run."""
    with Session(write_exercise(tmp_path).task(), tmp_path) as session:
        verdict = session.check(suite(HANG), JudgingOptions(baseline_timeout=1))

    statuses = [test.status for test in verdict.tests]
    assert (statuses.count("timed out"), statuses.count("skipped")) == (2, 18)


@pytest.mark.slow
def test_tests_after_one_that_takes_too_much_are_judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It ends, and so do its processes; the others count."""
    monkeypatch.setattr(process_tree, "PROCESSES", 10)

    with Session(write_exercise(tmp_path).task(), tmp_path) as session:
        verdict = session.check(suite(f"{SOLUTION}{FORKS}"), JudgingOptions(baseline_timeout=600))

    assert [test.status for test in verdict.tests] == ["sound", "broken"]
    assert verdict.tests[1].evidence == "the tests have started more than 10 processes"
    assert len(verdict.killed) == 5
