"""What the sandbox can't do on this machine."""

import sys
from contextlib import suppress
from functools import cache

FEATURES = {  # what tests can do without it: the version of Landlock, and of Linux, that keeps them from it
    "read and change files of yours": (1, "5.13"),
    "truncate files of yours": (3, "6.2"),
    "connect over TCP": (4, "6.7"),
    "control devices": (5, "6.10"),
    "send signals to other processes": (6, "6.12"),
    "use the abstract sockets of other processes": (6, "6.12"),
}
ARCHITECTURES = "x86-64 and ARM64"


def missing() -> tuple[str, ...]:
    """Return what tests can do because the sandbox isn't complete here, and what would prevent it; () if it is."""
    version = landlock_version()
    lacking = tuple(
        f"{what} (prevented by Linux {linux} with Landlock)"
        for what, (needed, linux) in FEATURES.items()
        if version < needed
    )
    return lacking if filters_calls() else (*lacking, f"use other sockets (prevented by seccomp on {ARCHITECTURES})")


@cache
def landlock_version() -> int:
    """Return the version of Landlock that this kernel has, 0 if it has none or its package isn't installed."""
    if sys.platform != "linux":
        return 0
    with suppress(OSError, ImportError):  # an OSError where a container forbids to ask
        from landlockpy import abi_version  # noqa: PLC0415 - only installed on Linux

        return abi_version()
    return 0


@cache
def filters_calls() -> bool:
    """Return whether system calls are filtered: on this kernel, and on an architecture that we know."""
    if sys.platform != "linux":
        return False
    from workshop.engine.sandbox.syscall_filter import can_filter  # noqa: PLC0415 - uses what only Linux has

    return can_filter()
