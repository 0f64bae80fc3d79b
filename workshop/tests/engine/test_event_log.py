"""The events of a run are folded into one record; a malformed one makes that run invalid, and no other."""

from pathlib import Path

import pytest

from tests.ages import TIMEOUT, write_tests
from tests.engine.events import COLLECTED, FAILED, ONE, PASSED, THREE, TWO, ended, write_events
from workshop.engine.controller.event_log import EventLog, read_event_log
from workshop.engine.controller.pool import Pool
from workshop.engine.controller.run_state import Request
from workshop.engine.protocol import EVENTS, CollectionFailed, Event, Outcome, SessionEnded, Started
from workshop.engine.run import Run
from workshop.variants.variant import Variant


def test_log_of_a_complete_run_has_everything_that_was_reported(tmp_path: Path) -> None:
    """The log contains the outcome, time and line of each test, and their costs."""
    tests: list[Event] = [
        Started(ONE, 3),
        ended(ONE),
        Started(TWO, 7),
        ended(TWO, FAILED),
        Started(THREE, 0),
        ended(THREE),
    ]
    write_events(tmp_path, COLLECTED, *tests, SessionEnded(is_complete=True))

    log = read_event_log(tmp_path)

    assert log.run == Run(
        outcomes={ONE: PASSED, TWO: FAILED, THREE: PASSED},
        costs=COLLECTED.costs,
        seconds={ONE: 0.5, TWO: 0.5, THREE: 0.5},
        lines={ONE: 3, TWO: 7, THREE: 0},
        can_be_template=True,
    )
    assert (log.collected, log.running, log.not_run) == ((ONE, TWO, THREE), None, ())
    assert log.is_complete


def test_log_of_a_run_that_broke_off_knows_the_running_test(tmp_path: Path) -> None:
    """A test that was started and hasn't ended is running; those after it haven't run."""
    write_events(tmp_path, COLLECTED, Started(ONE, 3), ended(ONE), Started(TWO, 7))

    log = read_event_log(tmp_path)

    assert (log.running, log.not_run, log.is_complete) == (TWO, (THREE,), False)


def test_problem_of_a_file_is_kept(tmp_path: Path) -> None:
    """A file that couldn't be collected is a problem of the run."""
    problem = Outcome("failed", "import", "SyntaxError: invalid syntax")
    write_events(tmp_path, CollectionFailed("test_ages.py", problem))

    assert read_event_log(tmp_path).run.problems == {"test_ages.py": problem}


def test_session_that_pytest_broke_off_is_not_complete(tmp_path: Path) -> None:
    """Pytest says whether it ended as it should."""
    write_events(tmp_path, COLLECTED, SessionEnded(is_complete=False))

    assert not read_event_log(tmp_path).is_complete


def test_log_without_a_file_is_empty(tmp_path: Path) -> None:
    """A process that crashes early hasn't written anything."""
    assert read_event_log(tmp_path) == EventLog()


def test_unfinished_last_line_is_ignored(tmp_path: Path) -> None:
    """A process may be killed in the middle of a line."""
    write_events(tmp_path, COLLECTED, Started(ONE, 3), rest='["Ended",{"test":"tes')

    log = read_event_log(tmp_path)

    assert (log.running, log.error) == (ONE, "")


@pytest.mark.parametrize(
    ("text", "error"),
    [
        pytest.param(b"nonsense\n", "not a message: 'nonsense'", id="not JSON"),
        pytest.param(b"\n", "not a message: ''", id="an empty line"),
        pytest.param(b'["Ran",{}]\n', "an unknown message: '[\"Ran\",{}]'", id="an unknown event"),
        pytest.param(b'["Started",{"test":1,"line":1}]\n', "1 is not of the type str", id="a wrong type"),
        pytest.param(b"\xff\n", "'utf-8' codec can't decode byte 0xff", id="not UTF-8"),
    ],
)
def test_malformed_event_is_an_error(text: bytes, error: str, tmp_path: Path) -> None:
    """Nothing else in the log can be trusted then."""
    write_events(tmp_path, COLLECTED, Started(ONE, 3))
    with (tmp_path / EVENTS).open("ab") as events:
        events.write(text)

    log = read_event_log(tmp_path)

    assert log.error.startswith(error)
    assert log == EventLog(error=log.error)


WRITES_NONSENSE = """
def test_nonsense():
    with open("../events.jsonl", "a") as events:
        events.write("nonsense\\n")
"""
WAITS = """
import time
from pathlib import Path


def test_waits():
    while not Path({file!r}).exists():
        time.sleep(0.01)
"""


def test_invalid_run_does_not_affect_its_neighbor(ages_pool: Pool, tmp_path: Path) -> None:
    """A test that writes to the events of its run makes that run invalid; the one beside it goes on."""
    sign = tmp_path / "the invalid run is over"
    options = {
        "invalid": write_tests(ages_pool, WRITES_NONSENSE, "test_nonsense.py"),
        "neighbor": write_tests(ages_pool, WAITS.format(file=f"{sign}"), "test_waits.py"),
    }

    runs = {}
    for answer in ages_pool.run([Request(key, Variant(key), each, TIMEOUT) for key, each in options.items()]):
        runs[answer.request.key] = answer.run
        sign.touch()

    assert list(runs) == ["invalid", "neighbor"]
    assert runs["invalid"].outcome("test_nonsense.py::test_nonsense") == Outcome(
        "missing", message="the run is invalid: not a message: 'nonsense'"
    )
    assert runs["neighbor"].outcomes == {"test_waits.py::test_waits": PASSED}
