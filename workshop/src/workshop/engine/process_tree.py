"""Ends a process, and with it all that it has started."""

import os
import signal
from contextlib import suppress

CAN_FORK = hasattr(os, "fork")
KILL = getattr(signal, "SIGKILL", signal.SIGTERM)  # which is as hard on Windows


def kill(process: int) -> None:
    """Kill a process and those of its group; nothing happens where they have ended.

    Windows knows no groups of this kind: there only the process itself is killed.
    """
    with suppress(AttributeError, ProcessLookupError, PermissionError):
        os.killpg(process, KILL)
    with suppress(ProcessLookupError, PermissionError):  # it may not have its own group yet
        os.kill(process, KILL)
