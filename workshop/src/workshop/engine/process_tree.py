"""Ends a process together with everything that it has started."""

import os
import signal
from contextlib import suppress

CAN_FORK = hasattr(os, "fork")
KILL = getattr(signal, "SIGKILL", signal.SIGTERM)  # which is just as final on Windows


def kill(process: int) -> None:
    """Kill a process and its group; does nothing if they have ended.

    Windows has no such groups: only the process itself is killed there.
    """
    with suppress(AttributeError, ProcessLookupError, PermissionError):
        os.killpg(process, KILL)
    with suppress(ProcessLookupError, PermissionError):  # it may not have a group of its own yet
        os.kill(process, KILL)
