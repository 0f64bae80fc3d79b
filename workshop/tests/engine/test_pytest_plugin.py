"""What a run reports, and from which process."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_mock import MockerFixture

from tests.ages import ORIGINAL
from tests.engine.browser_page import Page
from tests.engine.events import report_of
from workshop.engine.protocol import Job, RunOptions, SessionEnded
from workshop.engine.worker import pytest_plugin
from workshop.engine.worker.pytest_plugin import RunReporter

ENDED = SessionEnded(is_complete=True)


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    """Yield both ends of a pipe."""
    reader, writer = os.pipe()
    os.set_blocking(reader, False)
    yield reader, writer
    os.close(reader)
    os.close(writer)


@pytest.fixture
def reporter(pipe: tuple[int, int], mocker: MockerFixture) -> RunReporter:
    """Return the reporter of a run in this process."""
    session = mocker.create_autospec(pytest.Session, instance=True)
    reporter = RunReporter(session)
    reporter.begin(Job(0, "/", "token", RunOptions(())), pipe[1])
    return reporter


def test_event_is_written_at_once(reporter: RunReporter, pipe: tuple[int, int]) -> None:
    """The controller can read an event even if the process never gets any further."""
    reporter.report(ENDED)

    assert os.read(pipe[0], 1000) == report_of("token", ENDED)


def test_long_event_is_written_to_its_end(
    reporter: RunReporter, pipe: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pipe may take less at once than it's given."""
    monkeypatch.setattr(pytest_plugin, "write", lambda channel, text: os.write(channel, text[:10]))

    reporter.report(ENDED)

    assert os.read(pipe[0], 1000) == report_of("token", ENDED)


def test_forked_child_of_a_test_reports_nothing(
    reporter: RunReporter, pipe: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A child that comes back into pytest ends there: the outcome of its test is the parent's to report."""
    monkeypatch.setattr(pytest_plugin, "getpid", lambda: -1)
    monkeypatch.setattr(pytest_plugin, "end_process", pytest.exit)

    with pytest.raises(pytest.exit.Exception, match="0"):
        reporter.report(ENDED)

    with pytest.raises(BlockingIOError):
        os.read(pipe[0], 1000)


INTERRUPTS = """
import pytest


@pytest.fixture
def interrupt():
    yield
    raise KeyboardInterrupt("at the end")


def test_exits():
    pytest.exit("enough")


def test_interrupts():
    raise KeyboardInterrupt("here")


def test_fails(interrupt):
    assert 1 == 2


def test_last():
    pass
"""


def test_interrupt_is_a_failure_of_the_test_that_is_running(tmp_path: Path) -> None:
    """It has its text and line, unless the test has failed before, and the tests after it run."""
    (result,) = Page(tmp_path, INTERRUPTS).run(ORIGINAL)

    assert [(each.cause, each.message, each.line) for each in result.outcomes.values()] == [
        ("error in the test", "Exit: enough", 12),
        ("error in the test", "KeyboardInterrupt: here", 16),
        ("assertion", "AssertionError: assert 1 == 2", 20),
        (None, "", 0),
    ]


def test_interrupt_between_tests_is_no_test_s_failure(reporter: RunReporter, pipe: tuple[int, int]) -> None:
    """Nothing is reported of it but the end of the session."""
    with pytest.raises(KeyboardInterrupt) as caught:
        raise KeyboardInterrupt

    reporter.pytest_keyboard_interrupt(caught)

    with pytest.raises(BlockingIOError):
        os.read(pipe[0], 1000)
