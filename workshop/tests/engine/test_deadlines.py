"""Each test has its timeout from its own beginning, and collecting has more."""

from dataclasses import replace

from tests.engine.clock import Clock
from tests.engine.events import COLLECTED, ONE, THREE, TWO, ended, report_of
from workshop.engine.controller.run_state import Request, RunState
from workshop.engine.limits import COLLECTING
from workshop.engine.protocol import RunOptions, Started
from workshop.variants.variant import Variant

REQUEST = Request("key", Variant("it"), RunOptions(()), timeout=10)


def test_deadline_of_a_new_process_is_the_timeout(clock: Clock) -> None:
    """The first test could begin at once, and hang."""
    state = RunState(REQUEST)

    state.begin(process=7)

    assert state.deadline == clock.now + 10
    assert not state.is_late


def test_each_test_has_its_own_timeout(clock: Clock) -> None:
    """When a test begins, the deadline moves."""
    state = RunState(REQUEST)
    state.begin(process=7)
    clock.now += 6
    report, heard_at = report_of(state.token, COLLECTED, Started(ONE, 1), ended(ONE), Started(TWO, 2)), clock.now
    clock.now += 4

    state.check_progress(report, heard_at)

    assert not state.is_late
    assert state.deadline == clock.now + 6


def test_test_is_late_when_its_timeout_is_over(clock: Clock) -> None:
    """A test that began ten seconds ago, and may take ten, is late."""
    state = RunState(REQUEST)
    state.begin(process=7)
    report, heard_at = report_of(state.token, COLLECTED, Started(ONE, 1)), clock.now
    clock.now += 10

    state.check_progress(report, heard_at)

    assert state.is_late


def test_collecting_may_take_longer_than_a_test(clock: Clock) -> None:
    """While the tests are being collected, several timeouts may pass."""
    state = RunState(REQUEST)
    state.begin(process=7)

    clock.now += 10 * COLLECTING - 1
    state.check_progress(b"", clock.now)
    was_late = state.is_late
    clock.now += 1
    state.check_progress(b"", clock.now)

    assert (was_late, state.is_late) == (False, True)


def test_single_test_may_have_a_shorter_timeout(clock: Clock) -> None:
    """The time that a single test needs is known better than what any test may need."""
    state = RunState(replace(REQUEST, timeouts={TWO: 2, THREE: 100}))
    state.begin(process=8)
    deadline = state.deadline
    report, heard_at = report_of(state.token, COLLECTED, Started(TWO, 1)), clock.now
    clock.now += 2

    state.check_progress(report, heard_at)

    assert deadline == clock.now
    assert state.is_late


def test_shorter_timeout_of_one_test_does_not_apply_to_another(clock: Clock) -> None:
    """While another test runs, progress is only checked as often as the shortest timeout demands."""
    state = RunState(replace(REQUEST, timeouts={TWO: 2}))
    state.begin(process=8)
    report, heard_at = report_of(state.token, COLLECTED, Started(ONE, 1)), clock.now
    clock.now += 2

    state.check_progress(report, heard_at)

    assert not state.is_late
    assert state.deadline == clock.now + 2


def test_waiting_for_a_core_is_not_held_against_a_test(clock: Clock) -> None:
    """On a busy machine a test may get one second in ten."""
    state = RunState(REQUEST)
    state.begin(process=8)
    report, heard_at = report_of(state.token, COLLECTED, Started(ONE, 1)), clock.now
    clock.now += 10
    clock.waited += 9

    state.check_progress(report, heard_at)

    assert not state.is_late
    assert state.deadline == clock.now + 9


def test_waiting_for_a_core_is_never_held_against_a_test(clock: Clock) -> None:
    """However often it's looked at: with a quarter of a core, ten seconds of its own are over after forty."""
    state = RunState(REQUEST)
    state.begin(process=8)
    report, heard_at = report_of(state.token, COLLECTED, Started(ONE, 1)), clock.now
    late_at = []

    for _ in range(11):
        clock.now += 4
        clock.waited += 3
        state.check_progress(report, heard_at)
        late_at += [clock.now - heard_at] if state.is_late else []

    assert late_at == [40, 44]


def test_test_does_not_have_the_waiting_of_those_before_it(clock: Clock) -> None:
    """A test that hangs ends in time, although another one has waited for long since the last look."""
    state = RunState(REQUEST)
    state.begin(process=8)
    clock.now += 9
    clock.waited += 8
    report, heard_at = report_of(state.token, COLLECTED, Started(ONE, 1), ended(ONE), Started(TWO, 2)), clock.now
    clock.now += 1

    state.check_progress(report, heard_at)
    deadline = state.deadline
    clock.now += 9
    state.check_progress(report, heard_at)

    assert deadline == heard_at + 11  # it may have waited for the whole second before the first look
    assert not state.is_late
    assert state.deadline == clock.now + 1


def test_waiting_for_a_core_is_not_held_against_collecting(clock: Clock) -> None:
    """Importing the tests takes longer on a busy machine, too."""
    state = RunState(REQUEST)
    state.begin(process=8)
    clock.now += 10 * COLLECTING
    clock.waited += 1

    state.check_progress(b"", clock.now)

    assert not state.is_late


def test_process_that_reports_nonsense_is_late_at_once(clock: Clock) -> None:
    """Its run is invalid, so there's nothing to wait for."""
    state = RunState(REQUEST)
    state.begin(process=8)

    state.check_progress(b"nonsense\n", clock.now)

    assert state.is_late
