"""A session without a sandbox, in which suites can tell us what they do, and can do harm to their judge."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any, NoReturn

import pytest

from tests.doubles import SOLUTION, suite, write_exercise
from workshop.engine.process_tree import CAN_FORK
from workshop.engine.suite import Suite
from workshop.errors import CancelledError, EngineError, MachineError
from workshop.judging import session as judging_session
from workshop.judging.options import JudgingOptions
from workshop.judging.session import Session

SIGNALS_AND_HANGS = """import time
from pathlib import Path


def test_never():
    Path({fifo!r}).write_text("ready")
    time.sleep(600)
"""
RECORDS_RESULTS = """from pathlib import Path

from doubles import double


def recorded(test):
    result = double(3)
    with Path({record!r}).open("a") as record:
        record.write(f"{{test}}: {{result}}\\n")
    return result


def test_kills():
    assert recorded("kills") == 6


def test_looks():
    recorded("looks")
"""


@pytest.fixture
def trusting_session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """Yield a session without a sandbox, in which suites can tell us what they do."""

    def trusted(**fields: Any) -> Suite:  # noqa: ANN401 - those of a suite
        return Suite(**fields | {"is_sandboxed": False})

    monkeypatch.setattr(judging_session, "Suite", trusted)
    with Session(write_exercise(tmp_path).task(), tmp_path) as session:
        yield session


def test_test_that_kills_is_not_run_on_stubs(trusting_session: Session, tmp_path: Path) -> None:
    """It isn't vacuous, and might wait for something that a stub never does."""
    record = tmp_path / "record"

    trusting_session.check(suite(RECORDS_RESULTS.format(record=f"{record}")))

    results = set(record.read_text().splitlines())
    assert {"looks: 6", "looks: None", "kills: 6"} <= results
    assert "kills: None" not in results


@pytest.mark.skipif(not CAN_FORK, reason="Windows has no named pipes of this kind")
def test_check_can_be_cancelled(trusting_session: Session, tmp_path: Path) -> None:
    """Cancelling ends a check at once, even while a test hangs."""
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    hangs = SIGNALS_AND_HANGS.format(fifo=f"{fifo}")

    Thread(target=cancel_at_signal, args=(trusting_session, fifo), daemon=True).start()

    with pytest.raises(CancelledError):
        trusting_session.check(suite(hangs), JudgingOptions(baseline_timeout=30))


def cancel_at_signal(session: Session, fifo: Path) -> None:
    """Cancel a session as soon as something is written to a named pipe."""
    fifo.read_bytes()
    session.cancel()


def test_suite_that_kills_the_worker_is_an_error(trusting_session: Session) -> None:
    """The worker is the process that all runs are forks of; without a sandbox they can kill it."""
    kills = "import os, signal\n\nos.kill(os.getppid(), signal.SIGKILL)\n"

    with pytest.raises(EngineError):
        trusting_session.check(suite(kills))


def test_what_the_machine_refuses_is_its_error(trusting_session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is said of the tests."""

    def refuse(*_: object) -> NoReturn:
        raise OSError(errno.EMFILE, "Too many open files", "somewhere")

    monkeypatch.setattr(judging_session, "gather_evidence", refuse)

    with pytest.raises(MachineError, match="Too many open files"):
        trusting_session.check(suite(SOLUTION))
