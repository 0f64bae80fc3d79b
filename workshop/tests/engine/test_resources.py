"""Runs are limited in what they may take of the machine, as far as its system can do that."""

import runpy
import sys

import pytest

from workshop.engine.limits import MEMORY
from workshop.engine.sandbox import resources

resource = pytest.importorskip("resource", reason="Windows has no limits")


@pytest.mark.parametrize(("system", "memory"), [("linux", MEMORY), ("darwin", None)])
def test_memory_is_limited_on_linux_only(system: str, memory: int | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """On macOS a process begins with more: there, no run could begin."""
    monkeypatch.setattr(sys, "platform", system)

    limits = runpy.run_path(resources.__file__)["LIMITS"]

    assert limits.get(resource.RLIMIT_AS) == memory
    assert {resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE} < limits.keys()
