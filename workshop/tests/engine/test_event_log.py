"""The events of a run are folded into one record; a malformed one makes that run invalid, and no other."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.ages import TIMEOUT, write_tests
from tests.engine.events import COLLECTED, FAILED, ONE, PASSED, THREE, TWO, ended, report_of, run_of
from workshop.engine.controller import event_log
from workshop.engine.controller.event_log import EventLog, read_event_log
from workshop.engine.controller.pool import Pool
from workshop.engine.controller.run_state import Request
from workshop.engine.failed_check import FailedCheck
from workshop.engine.protocol import CollectionFailed, Event, Outcome, SessionEnded, Started
from workshop.engine.run import Run
from workshop.variants.variant import Variant

TOKEN = "token"  # noqa: S105 - not a secret
PROBLEM = CollectionFailed("test_ages.py", Outcome("failed", "import", "SyntaxError: invalid syntax"))


def test_log_of_a_complete_run_has_everything_that_was_reported() -> None:
    """The log contains the outcome, time and line of each test, and their costs."""
    tests: list[Event] = [
        Started(ONE, 3),
        ended(ONE),
        Started(TWO, 7),
        ended(TWO, FAILED),
        Started(THREE, 0),
        ended(THREE),
    ]
    report = report_of(TOKEN, COLLECTED, *tests, SessionEnded(is_complete=True))

    log = read_event_log(report, TOKEN)

    assert log.run == Run(
        outcomes={ONE: PASSED, TWO: FAILED, THREE: PASSED},
        costs=COLLECTED.costs,
        seconds={ONE: 0.5, TWO: 0.5, THREE: 0.5},
        lines={ONE: 3, TWO: 7, THREE: 0},
        can_be_template=True,
    )
    assert (log.collected, log.running, log.not_run) == ((ONE, TWO, THREE), None, ())
    assert log.is_complete


def test_log_of_a_run_that_explains_has_what_failed_tests_checked() -> None:
    """Other tests have checked nothing that isn't so."""
    check = FailedCheck("is_adult(18)", "True", "False")
    failed = replace(ended(TWO, FAILED), check=check)

    log = read_event_log(report_of(TOKEN, COLLECTED, Started(ONE, 3), ended(ONE), Started(TWO, 7), failed), TOKEN)

    assert log.run.checks == {TWO: check}


def test_log_of_a_run_that_broke_off_knows_the_running_test() -> None:
    """A test that was started and hasn't ended is running; those after it haven't run."""
    report = report_of(TOKEN, COLLECTED, Started(ONE, 3), ended(ONE), Started(TWO, 7))

    log = read_event_log(report, TOKEN)

    assert (log.running, log.not_run, log.is_complete) == (TWO, (THREE,), False)


def test_problem_of_a_file_is_kept() -> None:
    """A file that couldn't be collected is a problem of the run."""
    problem = Outcome("failed", "import", "SyntaxError: invalid syntax")
    report = report_of(TOKEN, CollectionFailed("test_ages.py", problem))

    assert read_event_log(report, TOKEN).run.problems == {"test_ages.py": problem}


def test_session_that_pytest_broke_off_is_not_complete() -> None:
    """Pytest says whether it ended as it should."""
    report = report_of(TOKEN, COLLECTED, SessionEnded(is_complete=False))

    assert not read_event_log(report, TOKEN).is_complete


def test_log_of_an_empty_report_is_empty() -> None:
    """A process that crashes early hasn't reported anything."""
    assert read_event_log(b"", TOKEN) == EventLog()


def test_unfinished_last_line_is_ignored() -> None:
    """A process may be killed in the middle of a line."""
    report = report_of(TOKEN, COLLECTED, Started(ONE, 3), rest=b'token ["Ended",{"test":"tes')

    log = read_event_log(report, TOKEN)

    assert (log.running, log.error) == (ONE, "")


@pytest.mark.parametrize(
    ("text", "error"),
    [
        pytest.param(b"token nonsense", "not a message: 'nonsense'", id="not JSON"),
        pytest.param(b"", "not a message of this run: ''", id="an empty line"),
        pytest.param(b"other []", "not a message of this run: 'other []'", id="another token"),
        pytest.param(b'token ["Ran",{}]', "an unknown message: '[\"Ran\",{}]'", id="an unknown event"),
        pytest.param(b'token ["Started",{"test":1,"line":1}]', "1 is not of the type str", id="a wrong type"),
        pytest.param(b"token \xff", "'utf-8' codec can't decode byte 0xff", id="not UTF-8"),
    ],
)
def test_malformed_event_is_an_error(text: bytes, error: str) -> None:
    """Nothing else in the log can be trusted then."""
    log = read_event_log(report_of(TOKEN, COLLECTED, Started(ONE, 3), rest=text + b"\n"), TOKEN)

    assert log.error.startswith(error)
    assert log == EventLog(error=log.error)


@pytest.mark.parametrize(
    "events",
    [
        pytest.param([COLLECTED, COLLECTED], id="collected twice"),
        pytest.param([replace(COLLECTED, tests=(ONE, ONE))], id="a test collected twice"),
        pytest.param([COLLECTED, PROBLEM], id="a problem of a file after collecting"),
        pytest.param([PROBLEM, PROBLEM], id="two problems of one file"),
        pytest.param([Started(ONE, 1)], id="a test that starts before it was collected"),
        pytest.param([COLLECTED, Started("test_ages.py::test_four", 1)], id="an unknown test"),
        pytest.param([COLLECTED, Started(ONE, 1), Started(TWO, 1)], id="two tests at once"),
        pytest.param([COLLECTED, *run_of(ONE), *run_of(ONE)], id="a test that runs twice"),
        pytest.param([COLLECTED, ended(ONE)], id="a test that ends without a start"),
        pytest.param([COLLECTED, Started(ONE, 1), ended(TWO)], id="another test that ends"),
        pytest.param([COLLECTED, Started(ONE, -1)], id="a line before the first"),
        pytest.param([COLLECTED, Started(ONE, 10**4_000)], id="a line that no file has"),
        pytest.param([COLLECTED, Started(ONE, 1), replace(ended(ONE), seconds=-1.0)], id="a time below zero"),
        pytest.param([COLLECTED, Started(ONE, 1), SessionEnded(is_complete=True)], id="an end during a test"),
        pytest.param([COLLECTED, SessionEnded(is_complete=True), Started(ONE, 1)], id="a test after the end"),
    ],
)
def test_event_that_cannot_come_is_an_error(events: list[Event]) -> None:
    """A test that writes outcomes of its own doesn't get the order right."""
    log = read_event_log(report_of(TOKEN, *events), TOKEN)

    assert log.error.startswith("impossible at this point: ")


def test_report_that_is_too_long_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not all of it is there."""
    monkeypatch.setattr(event_log, "MOST", 10)

    assert read_event_log(report_of(TOKEN, COLLECTED), TOKEN).error == "it reported more than 10 bytes"


WRITES_NONSENSE = """
import os
from contextlib import suppress


def test_nonsense():
    for descriptor in range(3, 1024):
        with suppress(OSError):
            os.write(descriptor, b"nonsense\\n")
"""
WAITS = """
import time
from pathlib import Path


def test_waits():
    while not Path({file!r}).exists():
        time.sleep(0.01)
"""


def test_invalid_run_does_not_affect_its_neighbor(ages_pool: Pool, tmp_path: Path) -> None:
    """A test that writes to the channel of its run makes that run invalid; the one beside it goes on."""
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
        "missing", message="the run is invalid: not a message of this run: 'nonsense'"
    )
    assert runs["neighbor"].outcomes == {"test_waits.py::test_waits": PASSED}
