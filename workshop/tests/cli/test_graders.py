"""`workshop grade` with a scheduler."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.grading.fakes import FakeSessions
from tests.local_cluster import local_cluster
from workshop.engine.sandbox import features
from workshop.grading import warm_judge
from workshop.grading.cluster import connection, workers

NOWHERE = "tcp://127.0.0.1:1"


@pytest.fixture
def scheduler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Yield the address of a scheduler with a worker whose sessions are fakes."""
    monkeypatch.setattr(warm_judge, "Session", FakeSessions())
    with local_cluster(tmp_path / "workers") as cluster:
        yield cluster.scheduler_address


@pytest.mark.usefixtures("course")
def test_a_class_is_graded_by_a_cluster(run: Command, class_: tuple[str, ...], scheduler: str) -> None:
    """The results are written as always."""
    result = run("grade", *class_, "--exercise", "13", "--scheduler", scheduler)

    assert (result.code, result.err) == (0, "")
    assert re.match(r"3 submissions in [\d.]+ s: 3 done\.\n\nSee grades\.csv and grades\.html\.\n", result.out)


@pytest.mark.usefixtures("course")
def test_required_sandbox_is_that_of_the_workers(
    run: Command, class_: tuple[str, ...], scheduler: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No test runs on the teacher's machine, so its own sandbox doesn't matter."""
    monkeypatch.setattr(features, "filters_calls", lambda: False)
    monkeypatch.setattr(workers, "WAITING", -1)

    result = run("grade", *class_, "--exercise", "13", "--scheduler", scheduler, "--require-sandbox")

    assert result.code == 2
    assert result.err.startswith("workshop: left out tcp://127.0.0.1:")
    assert "here, so no tests were run" not in result.err


@pytest.mark.usefixtures("course")
def test_no_scheduler(run: Command, class_: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names the address."""
    monkeypatch.setattr(connection, "CONNECTING", 0.01)

    result = run("grade", *class_, "--scheduler", NOWHERE)

    assert result.code == 2
    assert result.err == f"workshop: no scheduler answers at {NOWHERE}; `dask scheduler` starts one\n"


@pytest.mark.usefixtures("course")
def test_no_dask(run: Command, class_: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """It's an extra, so the message says how to install it."""
    monkeypatch.setitem(sys.modules, "workshop.grading.cluster.connection", None)

    result = run("grade", *class_, "--scheduler", NOWHERE)

    assert result.code == 2
    assert result.err == "workshop: --scheduler needs Dask: pip install 'testing-workshop[cluster]'\n"
