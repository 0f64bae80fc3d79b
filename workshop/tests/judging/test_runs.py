"""The runs that a verdict is based on: only what holds each time counts."""

import pytest

from workshop.engine.controller.run_state import NOT_RUN
from workshop.engine.protocol import Outcome
from workshop.engine.run import Run
from workshop.judging.runs import BACKWARD, RunKey, Runs

PASSED, FAILED = Outcome("passed"), Outcome("failed", "assertion", "2 == 1")


@pytest.fixture
def runs() -> Runs:
    """Return two steady runs on a program, and one on a mutant."""
    runs = Runs()
    runs.add(RunKey("program", is_correct=True), Run({"a": PASSED, "b": PASSED}))
    runs.add(RunKey("program", is_correct=True, reverse=True, seed=BACKWARD), Run({"a": PASSED, "b": PASSED}))
    runs.add(RunKey("mutant"), Run({"a": FAILED, "b": PASSED}))
    return runs


def test_repeats_are_the_runs_on_a_correct_program(runs: Runs) -> None:
    """Those on a mutant of the same name aren't among them."""
    runs.add(RunKey("program"), Run())

    repeats = runs.repeats("program")

    assert (len(repeats.forward), len(repeats.backward)) == (1, 1)
    assert not runs.is_unsteady("program")


def test_test_that_fails_once_on_a_correct_program_is_not_accepted(runs: Runs) -> None:
    """However often it has passed."""
    before = runs.accepted(["program"])

    runs.add(RunKey("program", is_correct=True, among_mutants=True), Run({"a": PASSED, "b": FAILED}))

    assert before == ("a", "b")
    assert runs.accepted(["program"]) == ("a",)
    assert runs.is_unsteady("program")


def test_test_that_others_kept_from_running_is_steady_but_not_accepted(runs: Runs) -> None:
    """It did nothing else in that run, and nothing at all."""
    runs.add(RunKey("program", is_correct=True, among_mutants=True), Run({"a": PASSED, "b": NOT_RUN}))

    assert not runs.is_unsteady("program")
    assert runs.accepted(["program"]) == ("a",)


def test_test_must_fail_each_time_to_kill(runs: Runs) -> None:
    """A test that passed on the mutant once may have failed by chance."""
    before = runs.on("mutant").outcome("a")

    runs.add(RunKey("mutant", seed=3), Run({"a": PASSED, "b": FAILED}))

    assert before == FAILED
    assert runs.on("mutant").outcomes == {"a": PASSED, "b": PASSED}


def test_tests_must_be_impossible_to_collect_each_time_to_kill(runs: Runs) -> None:
    """A file that couldn't be imported once may have failed by chance, too."""
    problems = {"test_it.py": Outcome("failed", "import", "no")}
    runs.add(RunKey("other"), Run(problems=problems))
    before = runs.on("other")

    runs.add(RunKey("other", seed=3), Run(problems=problems))
    twice = runs.on("other")
    runs.add(RunKey("other", seed=4), Run({"test_it.py::a": PASSED, "test_it.py::b": FAILED}))

    assert before.problems == twice.problems == problems
    assert runs.on("other") == Run({"test_it.py::a": PASSED, "test_it.py::b": problems["test_it.py"]})


def test_mutant_without_a_run_has_no_outcomes(runs: Runs) -> None:
    """Nothing was left to run on it."""
    assert runs.on("other") == Run()


def test_failure_of_the_first_run_is_shown_with_the_smallest_counterexample(runs: Runs) -> None:
    """A test that passes in the run that shrinks it, or fails in another way there, keeps what it was."""
    small = Outcome("failed", "assertion", "0")
    late = Outcome("failed", "time-out", "still running after 10 s")
    runs.add(RunKey("other", is_correct=True), Run({"a": FAILED, "b": FAILED, "c": FAILED}))

    runs.show_failures("other", Run({"a": small, "b": PASSED, "c": late}))

    assert runs.first_on("other").outcomes == {"a": small, "b": FAILED, "c": FAILED}
    assert len(runs) == 4
