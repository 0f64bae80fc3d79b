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


@pytest.mark.parametrize(
    ("times", "waited", "seconds"),
    [
        pytest.param([10, 15], [1, 3], [3], id="both times are looked at"),
        pytest.param([10, 10.01], [1], [0.01], id="not after a short time"),
        pytest.param([10, 10.01, 10.015, 15.015], [1, 3], [0.01, 3.015], id="a short time after the last look"),
        pytest.param([10, 15, 20, 25], [1, 3, 4, 8], [3, 1], id="a long time after the last look"),
    ],
)
def test_stopwatch_leaves_out_what_was_waited_for_a_core(
    times: list[float], waited: list[float], seconds: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What may have been waited before the start isn't left out: the time is too long at most."""
    monkeypatch.setattr(process_time, "monotonic", iter(times).__next__)
    left = iter(waited)
    monkeypatch.setattr(process_time, "waited_for_core", lambda _: next(left))
    stopwatch = Stopwatch()
    measured = []

    for _ in seconds:
        stopwatch.start()
        measured.append(stopwatch.seconds())

    assert measured == pytest.approx(seconds)
