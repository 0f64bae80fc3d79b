"""A request on its way: what happens to the other tests after a crash or a timeout, and how long each may take."""

import signal
from dataclasses import replace
from pathlib import Path

import pytest

from tests.engine.clock import Clock, make_late
from tests.engine.events import COLLECTED, FAILED, ONE, PASSED, THREE, TWO, ended, write_events
from workshop.engine.controller.run_state import NOT_RUN, TIMED_OUT, Request, RunState
from workshop.engine.protocol import Event, Outcome, RunOptions, SessionEnded, Started
from workshop.engine.run import Run
from workshop.variants.variant import Variant

REQUEST = Request("key", Variant("it"), RunOptions(()), timeout=10)
COMPLETE: list[Event] = [COLLECTED, ended(ONE), ended(TWO), ended(THREE), SessionEnded(is_complete=True)]
IN_TEST_TWO: list[Event] = [COLLECTED, Started(ONE, 1), ended(ONE), Started(TWO, 2)]
KILLED = -signal.SIGKILL


def test_complete_run_is_over(tmp_path: Path) -> None:
    """Nothing is left after a run that pytest has ended."""
    state = RunState(REQUEST)
    write_events(tmp_path, *COMPLETE)

    state.take(tmp_path, 0)

    assert state.is_over
    assert list(state.run.outcomes) == [ONE, TWO, THREE]


def test_batches_run_one_after_another(tmp_path: Path) -> None:
    """A request is over after its last batch, and its batches make one run."""
    state = RunState(replace(REQUEST, batches=((ONE,), (TWO,))))
    write_events(tmp_path, ended(ONE), SessionEnded(is_complete=True))
    state.take(tmp_path, 0)
    was_over = state.is_over
    write_events(tmp_path, ended(TWO), SessionEnded(is_complete=True))
    state.take(tmp_path, 0)

    assert (was_over, state.is_over) == (False, True)
    assert list(state.run.outcomes) == [ONE, TWO]


def test_run_that_stops_at_a_failure_leaves_out_other_batches(tmp_path: Path) -> None:
    """A request with `stop` is over as soon as a test has failed."""
    state = RunState(replace(REQUEST, options=RunOptions((), stop=True), batches=((ONE,), (TWO,))))
    write_events(tmp_path, ended(ONE, FAILED), SessionEnded(is_complete=True))

    state.take(tmp_path, 0)

    assert state.is_over


@pytest.mark.parametrize(
    ("exit_code", "how"),
    [
        pytest.param(3, "exit code 3", id="by an exit code"),
        pytest.param(-signal.SIGSEGV, "SIGSEGV", id="by a signal"),
    ],
)
def test_crash_is_the_outcome_of_the_running_test(exit_code: int, how: str, tmp_path: Path) -> None:
    """The tests after it run in another process."""
    state = RunState(REQUEST)
    write_events(tmp_path, *IN_TEST_TWO)

    state.take(tmp_path, exit_code)

    crash = Outcome("failed", "crash", f"the process of the tests ended: {how}")
    assert state.run.outcomes == {ONE: PASSED, TWO: crash}
    assert state.batches == [(THREE,)]
    assert not state.is_alone


def test_crash_before_the_first_test_is_the_outcome_of_all_tests(tmp_path: Path) -> None:
    """Another process would end at the same point, so there's no other."""
    state = RunState(REQUEST)
    write_events(tmp_path, COLLECTED)

    state.take(tmp_path, KILLED)

    assert state.is_over
    assert {outcome.cause for outcome in state.run.outcomes.values()} == {"crash"}
    assert list(state.run.outcomes) == [ONE, TWO, THREE]


def test_crash_while_collecting_is_a_problem_of_all_files(tmp_path: Path) -> None:
    """No test is known then."""
    state = RunState(REQUEST)

    state.take(tmp_path, KILLED)

    assert state.is_over
    assert state.run == Run(problems={"": Outcome("failed", "crash", "the process of the tests ended: SIGKILL")})


def test_late_test_is_repeated_alone(clock: Clock, tmp_path: Path) -> None:
    """The first time, a test may be late because of other runs: it has no outcome yet."""
    state = RunState(REQUEST)

    make_late(state, clock, tmp_path, *IN_TEST_TWO)

    assert (state.is_alone, state.is_over) == (True, False)
    assert state.batches == [(TWO, THREE)]
    assert state.run.outcomes == {ONE: PASSED}


def test_test_that_is_late_when_alone_has_timed_out(clock: Clock, tmp_path: Path) -> None:
    """The tests after it aren't run: they would probably hang as well."""
    state = RunState(REQUEST)

    make_late(state, clock, tmp_path, *IN_TEST_TWO)
    make_late(state, clock, tmp_path, *IN_TEST_TWO)

    assert state.is_over
    assert state.run.outcomes == {ONE: PASSED, TWO: TIMED_OUT, THREE: NOT_RUN}


def test_tests_after_a_timeout_run_if_that_is_requested(clock: Clock, tmp_path: Path) -> None:
    """On a correct program, each test matters."""
    state = RunState(replace(REQUEST, continue_after_timeout=True))

    make_late(state, clock, tmp_path, *IN_TEST_TWO)
    make_late(state, clock, tmp_path, *IN_TEST_TWO)

    assert state.run.outcomes == {ONE: PASSED, TWO: TIMED_OUT}
    assert state.batches == [(THREE,)]


def test_collecting_that_is_late_when_alone_is_a_problem_of_all_files(clock: Clock, tmp_path: Path) -> None:
    """No test is known then, so the same batch is repeated."""
    state = RunState(REQUEST)
    make_late(state, clock, tmp_path)
    assert state.batches == [None]

    make_late(state, clock, tmp_path)

    assert state.is_over
    assert state.run == Run(problems={"": TIMED_OUT})


def test_malformed_event_makes_the_run_invalid(tmp_path: Path) -> None:
    """Nothing that the run reported counts, and it isn't repeated."""
    state = RunState(replace(REQUEST, batches=((ONE,), (TWO,))))
    write_events(tmp_path, *COMPLETE, rest="nonsense\n")

    state.take(tmp_path, 0)

    assert state.is_over
    assert state.run.outcome(ONE) == Outcome("missing", message="the run is invalid: not a message: 'nonsense'")
    assert not state.run.has_failure
