"""Limits what the process of a run may take of the machine, and takes its privileges."""

import ctypes
import os
import struct
import sys

from workshop.engine.limits import CPU_SECONDS, FILE_SIZE, MEMORY, OPEN_FILES

if sys.platform == "win32":
    LIMITS: dict[int, int] = {}
else:
    import resource

    LIMITS = {
        resource.RLIMIT_FSIZE: FILE_SIZE,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: OPEN_FILES,
        resource.RLIMIT_CPU: CPU_SECONDS,
    }
    if sys.platform == "linux":
        LIMITS[resource.RLIMIT_AS] = MEMORY  # macOS refuses it: its processes begin with more than that

CAPABILITIES_VERSION = 0x20080522  # the third, from linux/capability.h
CAPABILITIES_SIZE = 24  # two sets of 32, each effective, permitted and inheritable


def limit_resources() -> None:
    """Set the limits of this process; on Windows, which has none, this does nothing."""
    for limit, most in LIMITS.items():
        _, hard = resource.getrlimit(limit)
        resource.setrlimit(limit, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def seal_limits() -> None:
    """Keep this process from raising its limits again."""
    for limit in LIMITS:
        soft, _ = resource.getrlimit(limit)
        resource.setrlimit(limit, (soft, soft))


def drop_privileges() -> None:
    """Take from this process what root may do on Linux and other users may not."""
    header = ctypes.create_string_buffer(struct.pack("Ii", CAPABILITIES_VERSION, os.getpid()))
    ctypes.CDLL(None).capset(header, ctypes.create_string_buffer(CAPABILITIES_SIZE))  # every process may have fewer
