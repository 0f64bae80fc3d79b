"""A request on its way: what happens to the other tests after a crash or a timeout, and how long each may take."""

import signal
from dataclasses import replace

import pytest

from tests.engine.clock import Clock, make_late
from tests.engine.events import COLLECTED, FAILED, ONE, PASSED, THREE, TWO, ended, report_of, run_of, timed_out
from workshop.engine.controller.run_state import NOT_RUN, Request, RunState
from workshop.engine.protocol import Event, Outcome, RunOptions, SessionEnded, Started
from workshop.engine.run import Run
from workshop.variants.variant import Variant

REQUEST = Request("key", Variant("it"), RunOptions(()), timeout=10)
END = SessionEnded(is_complete=True)
COMPLETE: list[Event] = [COLLECTED, *run_of(ONE), *run_of(TWO), *run_of(THREE), END]
IN_TEST_TWO: list[Event] = [COLLECTED, Started(ONE, 1), ended(ONE), Started(TWO, 2)]
KILLED = -signal.SIGKILL


def test_complete_run_is_over() -> None:
    """Nothing is left after a run that pytest has ended."""
    state = RunState(REQUEST)

    state.take(report_of(state.token, *COMPLETE), 0)

    assert state.is_over
    assert list(state.run.outcomes) == [ONE, TWO, THREE]


def test_batches_run_one_after_another() -> None:
    """A request is over after its last batch, and its batches make one run."""
    state = RunState(replace(REQUEST, batches=((ONE,), (TWO,))))
    state.take(report_of(state.token, COLLECTED, *run_of(ONE), END), 0)
    was_over = state.is_over
    state.take(report_of(state.token, COLLECTED, *run_of(TWO), END), 0)

    assert (was_over, state.is_over) == (False, True)
    assert list(state.run.outcomes) == [ONE, TWO]


def test_excess_is_the_outcome_of_the_running_test() -> None:
    """The process was killed for what it has taken, and the tests after it run in another one."""
    state = RunState(REQUEST)
    state.excess = "the tests have started more than 10 processes"

    state.take(report_of(state.token, *IN_TEST_TWO), KILLED)

    assert state.run.outcome(TWO) == Outcome("failed", "crash", state.excess)
    assert (state.is_over, state.batches) == (False, [(THREE,)])


def test_run_that_stops_at_a_failure_leaves_out_other_batches() -> None:
    """A request with `stop` is over as soon as a test has failed."""
    state = RunState(replace(REQUEST, options=RunOptions((), stop=True), batches=((ONE,), (TWO,))))

    state.take(report_of(state.token, COLLECTED, *run_of(ONE, FAILED), END), 0)

    assert state.is_over


@pytest.mark.parametrize(
    ("exit_code", "how"),
    [
        pytest.param(3, "exit code 3", id="by an exit code"),
        pytest.param(-signal.SIGSEGV, "SIGSEGV", id="by a signal"),
        pytest.param(-40, "signal 40", id="by a signal without a name"),
    ],
)
def test_crash_is_the_outcome_of_the_running_test(exit_code: int, how: str) -> None:
    """The tests after it run in another process."""
    state = RunState(REQUEST)

    state.take(report_of(state.token, *IN_TEST_TWO), exit_code)

    crash = Outcome("failed", "crash", f"the process of the tests ended: {how}")
    assert state.run.outcomes == {ONE: PASSED, TWO: crash}
    assert state.batches == [(THREE,)]
    assert not state.is_alone


def test_crash_before_the_first_test_is_the_outcome_of_all_tests() -> None:
    """Another process would end at the same point, so there's no other."""
    state = RunState(REQUEST)

    state.take(report_of(state.token, COLLECTED), KILLED)

    assert state.is_over
    assert {outcome.cause for outcome in state.run.outcomes.values()} == {"crash"}
    assert list(state.run.outcomes) == [ONE, TWO, THREE]


def test_crash_while_collecting_is_a_problem_of_all_files() -> None:
    """No test is known then."""
    state = RunState(REQUEST)

    state.take(b"", KILLED)

    assert state.is_over
    message = "the process of the tests ended while their files were imported: SIGKILL"
    assert state.run == Run(problems={"": Outcome("failed", "crash", message)})


def test_late_test_is_repeated_alone(clock: Clock) -> None:
    """The first time, a test may be late because of other runs: it has no outcome yet."""
    state = RunState(REQUEST)

    make_late(state, clock, *IN_TEST_TWO)

    assert (state.is_alone, state.is_over) == (True, False)
    assert state.batches == [(TWO, THREE)]
    assert state.run.outcomes == {ONE: PASSED}


def test_test_that_is_late_when_alone_has_timed_out(clock: Clock) -> None:
    """The tests after it aren't run: they would probably hang as well."""
    state = RunState(REQUEST)

    make_late(state, clock, *IN_TEST_TWO)
    make_late(state, clock, *IN_TEST_TWO)

    assert state.is_over
    assert state.run.outcomes == {ONE: PASSED, TWO: timed_out(10), THREE: NOT_RUN}


def test_tests_after_a_timeout_run_if_that_is_requested(clock: Clock) -> None:
    """On a correct program, each test matters."""
    state = RunState(replace(REQUEST, continue_after_timeout=True))

    make_late(state, clock, *IN_TEST_TWO)
    make_late(state, clock, *IN_TEST_TWO)

    assert state.run.outcomes == {ONE: PASSED, TWO: timed_out(10)}
    assert state.batches == [(THREE,)]


def test_no_test_runs_after_too_many_timeouts(clock: Clock) -> None:
    """Twenty tests that hang would take as long as twenty timeouts."""
    state = RunState(replace(REQUEST, continue_after_timeout=True))

    make_late(state, clock, COLLECTED, Started(ONE, 1))
    make_late(state, clock, COLLECTED, Started(ONE, 1))
    make_late(state, clock, replace(COLLECTED, tests=(TWO, THREE)), Started(TWO, 1))

    assert state.is_over
    assert state.run.outcomes == {ONE: timed_out(10), TWO: timed_out(10), THREE: NOT_RUN}


def test_collecting_that_is_late_when_alone_is_a_problem_of_all_files(clock: Clock) -> None:
    """No test is known then, so the same batch is repeated."""
    state = RunState(REQUEST)
    make_late(state, clock)
    assert state.batches == [None]

    make_late(state, clock)

    assert state.is_over
    assert state.run == Run(problems={"": timed_out(10)})


def test_malformed_event_makes_the_run_invalid() -> None:
    """Nothing that the run reported counts, and it isn't repeated."""
    state = RunState(replace(REQUEST, batches=((ONE,), (TWO,))))

    state.take(report_of(state.token, *COMPLETE, rest=b"nonsense\n"), 0)

    assert state.is_over
    assert state.run.outcome(ONE) == Outcome(
        "missing", message="the run is invalid: not a message of this run: 'nonsense'"
    )
    assert not state.run.has_failure
