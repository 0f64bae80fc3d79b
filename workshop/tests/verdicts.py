"""Verdicts on the small exercise, built by hand: no test runs for them."""

from pathlib import Path

from workshop.course.checked import Checked
from workshop.course.exercise import Exercise
from workshop.engine.protocol import Outcome
from workshop.judging.status import TestStatus
from workshop.judging.verdict import JudgedMutant, JudgedTest, Verdict

FILE = Path("answers", "13-doubles", "test_doubles.py")
FAILURE = Outcome("failed", "assertion", "assert 9 == 6")


def make_test(
    name: str,
    status: TestStatus = "sound",
    *kills: str,
    evidence: str = "",
    line: int = 6,
    seconds: float = 0.0,
) -> JudgedTest:
    """Return a judged test and the names of the mutants that it kills."""
    return JudgedTest(f"{FILE.name}::{name}", status, evidence, kills, line=line, seconds=seconds)


def make_verdict(exercise: Exercise, *tests: JudgedTest) -> Verdict:
    """Return the verdict with these tests; every mutant that a test names is killed by it."""
    mutants = (
        JudgedMutant(mutant.name, {test.name: FAILURE for test in tests if mutant.name in test.kills})
        for mutant in exercise.mutants
    )
    return Verdict(tests, tuple(mutants))


def make_checked(exercise: Exercise, *tests: JudgedTest, suite: str = "", server: str = "") -> Checked:
    """Return the result of a check with this verdict."""
    return Checked(
        exercise,
        FILE.parent,
        FILE,
        {FILE.name: suite.encode()},
        make_verdict(exercise, *tests),
        seconds=0.25,
        server=server,
    )


def make_failed_check(exercise: Exercise, error: str) -> Checked:
    """Return the result of a check of tests that can't be run."""
    return Checked(exercise, FILE.parent, FILE, {FILE.name: b""}, Verdict(error=error), seconds=0.25)
