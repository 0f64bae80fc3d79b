"""What a run reports, and from which process."""

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NoReturn

import pytest
from pytest_mock import MockerFixture

from workshop.engine.codec import encode
from workshop.engine.protocol import EVENTS, Job, RunOptions, SessionEnded
from workshop.engine.worker.pytest_plugin import RunReporter

ENDED = SessionEnded(is_complete=True)


@pytest.fixture
def reporter(tmp_path: Path, mocker: MockerFixture) -> Iterator[RunReporter]:
    """Yield the reporter of a run in this process."""
    session = mocker.create_autospec(pytest.Session, instance=True)
    with closing(RunReporter(session, Job(0, f"{tmp_path}", RunOptions(())))) as reporter:
        yield reporter


def test_event_is_written_at_once(reporter: RunReporter, tmp_path: Path) -> None:
    """The controller can read an event even if the process never gets any further."""
    reporter.report(ENDED)

    assert (tmp_path / EVENTS).read_text(encoding="utf-8") == encode(ENDED)


def test_forked_child_of_a_test_reports_nothing(
    reporter: RunReporter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A child that comes back into pytest ends there: the outcome of its test is the parent's to report."""

    def leave(code: int) -> NoReturn:
        raise SystemExit(code)

    monkeypatch.setattr(os, "getpid", lambda: -1)
    monkeypatch.setattr(os, "_exit", leave)

    with pytest.raises(SystemExit, match="0"):
        reporter.report(ENDED)

    assert (tmp_path / EVENTS).read_text(encoding="utf-8") == ""
