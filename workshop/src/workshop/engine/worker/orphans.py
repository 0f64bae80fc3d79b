"""Adopts and ends processes whose parent has ended, whichever session they are in, so that none outlives its run."""

import ctypes
import os
import sys
from collections.abc import Collection
from contextlib import suppress
from functools import cache
from time import monotonic, sleep

from workshop.engine.limits import ENDING
from workshop.engine.process_tree import kill, parent_of, running_processes

BECOME_SUBREAPER = (36, *map(ctypes.c_ulong, (1, 0, 0, 0)))  # the arguments of prctl, from linux/prctl.h
PAUSE = 0.001  # seconds that a killed process has to end, before it's looked for again


def adopt_orphans() -> None:
    """Become the parent of every descendant that loses its own; only Linux can do this."""
    if sys.platform == "linux":
        _libc().prctl(*BECOME_SUBREAPER)


@cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None)  # loaded once, because every fork needs it


def has_children() -> bool:
    """Return whether this process has any child; where the system doesn't tell, it may have."""
    if not hasattr(os, "waitid"):  # as on macOS, before Python 3.13
        return True
    try:
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return False
    return True


def await_end(processes: Collection[int]) -> None:
    """Wait until children have ended, or for `ENDING` seconds."""
    waiting, deadline = {*processes}, monotonic() + ENDING
    while waiting and monotonic() < deadline:
        for process in [*waiting]:
            with suppress(ChildProcessError):
                if not os.waitpid(process, os.WNOHANG)[0]:
                    continue
            waiting.remove(process)
        sleep(PAUSE)


class Orphans:
    """The children of this process that it hasn't started itself."""

    def __init__(self) -> None:
        self._foreign: set[int] = {0, 1}  # neither children nor descendants, so they won't become children

    def end(self, known: Collection[int]) -> None:
        """Kill all children except the known ones, then those that it inherits from them, until none is left.

        Gives up on a process that has been killed and doesn't end within `ENDING` seconds.
        """
        deadline = monotonic() + ENDING
        while (orphans := self._find(known)) and monotonic() < deadline:
            for orphan in orphans:
                kill(orphan)
            sleep(PAUSE)
            for orphan in orphans:
                with suppress(ChildProcessError):
                    os.waitpid(orphan, os.WNOHANG)

    def _find(self, known: Collection[int]) -> list[int]:
        """Return the unknown children. Looking at every process of the machine would take milliseconds each time."""
        if not has_children():
            return []
        me, running = os.getpid(), running_processes()
        self._foreign &= running | {0, 1}
        orphans = []
        for process in sorted(running.difference(self._foreign, known)):
            parent = parent_of(process)
            if parent == me:
                orphans.append(process)
            elif parent in self._foreign and process != me:
                self._foreign.add(process)
        return orphans
