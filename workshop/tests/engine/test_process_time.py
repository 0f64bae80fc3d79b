"""Time in which a process waits for a core isn't its own."""

import os
from pathlib import Path

import pytest

from workshop.engine import process_time
from workshop.engine.process_time import Stopwatch, waited_for_core


@pytest.mark.skipif(not Path("/proc/self/schedstat").exists(), reason="only Linux tells")
def test_time_waited_for_a_core_is_known() -> None:
    """It grows, and is less than the time since the machine started."""
    assert 0 <= waited_for_core(os.getpid()) < float(Path("/proc/uptime").read_text().split()[0])


@pytest.mark.parametrize("text", [None, "", "one two three", "1"])
def test_time_waited_is_zero_where_it_is_not_known(
    text: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process may have ended, or the system may not tell."""
    (tmp_path / "1").mkdir()
    if text is not None:
        (tmp_path / "1" / "schedstat").write_text(text)
    monkeypatch.setattr(process_time, "PROC", tmp_path)

    assert waited_for_core(1) == 0


def test_stopwatch_leaves_out_what_was_waited_for_a_core(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of five seconds, three were the process's own."""
    times, waited = iter((10.0, 15.0)), iter((1.0, 3.0))
    monkeypatch.setattr(process_time, "monotonic", lambda: next(times))
    monkeypatch.setattr(process_time, "waited_for_core", lambda _: next(waited))
    stopwatch = Stopwatch()

    stopwatch.start()

    assert stopwatch.seconds() == 3
