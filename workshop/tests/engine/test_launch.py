"""A worker can load pytest before it's known what it will run; if that's nothing, nothing of it is left."""

import os
from contextlib import nullcontext
from pathlib import Path

import pytest

from tests.ages import FILE, run, write_project
from workshop.engine.controller.launch import Launch, launched_early
from workshop.engine.controller.pool import Pool
from workshop.engine.limits import SLOTS
from workshop.engine.process_tree import CAN_FORK, descendants

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="every run is a new process here")


@pytest.mark.parametrize(
    ("slots", "is_used"), [pytest.param(SLOTS, True, id="all slots"), pytest.param(1, False, id="fewer slots")]
)
def test_pool_with_default_settings_uses_the_early_worker(slots: int, is_used: bool, tmp_path: Path) -> None:  # noqa: FBT001
    """Another one launches its own."""
    before = {*descendants(os.getpid())}
    with launched_early():
        (early,) = {*descendants(os.getpid())} - before
        with Pool(*write_project(tmp_path, "def test_it(): ..."), slots=slots) as pool:
            workers = {*descendants(os.getpid())} - before
            outcome = run(pool, pool.suite.run_options()).outcome(f"{FILE}::test_it")

    assert (workers == {early}) is is_used
    assert outcome.status == "passed"


@pytest.mark.parametrize("error", [None, KeyboardInterrupt], ids=["nothing to run", "Ctrl-C"])
def test_nothing_is_left_of_a_worker_that_is_not_needed(
    error: type[BaseException] | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither its process nor its files."""
    monkeypatch.setattr("tempfile.tempdir", f"{tmp_path}")
    before = {*descendants(os.getpid())}

    with pytest.raises(error) if error else nullcontext(), launched_early():
        launched = {*descendants(os.getpid())} - before
        if error:
            raise error

    assert len(launched) == 1
    assert {*descendants(os.getpid())} == before
    assert [*tmp_path.iterdir()] == []


def test_nothing_is_left_where_processes_cannot_fork(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no worker to end."""
    monkeypatch.setattr("tempfile.tempdir", f"{tmp_path}")

    Launch(fork=False).abandon()

    assert [*tmp_path.iterdir()] == []


def test_machine_that_refuses_it_is_no_error_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pool that needs it will say what's wrong."""
    monkeypatch.setattr("tempfile.tempdir", "/does/not/exist")

    with launched_early():
        pass
