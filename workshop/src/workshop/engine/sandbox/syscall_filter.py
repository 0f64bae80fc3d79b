"""Refuses system calls that Landlock doesn't restrict: sockets of other kinds than TCP, and limits of other processes.

The filter is a program for the kernel (https://docs.kernel.org/userspace-api/seccomp_filter.html) that this process and
all that it starts can't take off again.
"""

import ctypes
import errno
import os
import platform
import socket
import struct
from dataclasses import dataclass

SET_SECCOMP, GET_SECCOMP, MODE_FILTER = 22, 21, 2  # from linux/prctl.h and linux/seccomp.h
SET_NO_NEW_PRIVILEGES = 38
LOAD, AND, IS_EQUAL, IS_AT_LEAST, RETURN = 0x20, 0x54, 0x15, 0x35, 0x06  # instructions of linux/bpf_common.h
ALLOW, REFUSE = 0x7FFF0000, 0x00050000 | errno.EACCES
NUMBER, ARCHITECTURE, ARGUMENTS = 0, 4, 16  # where struct seccomp_data has them; arguments have 8 bytes each
OTHER_INTERFACE = 0x40000000  # numbers from here on are those of x32, which exists beside x86-64
IO_URING_SETUP = 425  # everywhere; what it makes isn't seen by the filter
SOCKET_TYPE = 0xF  # the bits that aren't flags
LIBC = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True)
class Calls:
    """What an architecture calls itself, and the numbers of the system calls that are looked at more closely."""

    architecture: int
    socket: int
    socketpair: int
    prlimit: int


ARCHITECTURES = {"x86_64": Calls(0xC000003E, 41, 53, 302), "aarch64": Calls(0xC00000B7, 198, 199, 261)}


def can_filter() -> bool:
    """Return whether this machine can filter system calls, and whether we know its architecture."""
    return platform.machine() in ARCHITECTURES and _prctl(GET_SECCOMP, 0, 0) >= 0


def make_filter() -> bytes:
    """Return the filter for this machine, b"" if it can't filter system calls."""
    if not can_filter():
        return b""
    return b"".join(struct.pack("HBBI", *each) for each in _program(ARCHITECTURES[platform.machine()]))


def filter_calls(instructions: bytes) -> None:
    """Restrict this process; raises OSError if the kernel refuses."""
    buffer = ctypes.create_string_buffer(instructions)
    count = len(instructions) // struct.calcsize("HBBI")
    program = ctypes.create_string_buffer(struct.pack("HP", count, ctypes.addressof(buffer)))
    if count and (_prctl(SET_NO_NEW_PRIVILEGES, 1, 0) or _prctl(SET_SECCOMP, MODE_FILTER, ctypes.addressof(program))):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def _program(calls: Calls) -> list[tuple[int, int, int, int]]:
    """Return instructions: each an operation, how many to skip if it's true, and if it isn't, and an operand."""
    refuse, allow = (RETURN, 0, 0, REFUSE), (RETURN, 0, 0, ALLOW)
    own_limits_only = [(LOAD, 0, 0, ARGUMENTS), (IS_EQUAL, 1, 0, 0), refuse, allow]
    streams_only = [(LOAD, 0, 0, ARGUMENTS + 8), (AND, 0, 0, SOCKET_TYPE), (IS_EQUAL, 1, 0, socket.SOCK_STREAM), refuse]
    tcp_only = [
        *((LOAD, 0, 0, ARGUMENTS), (IS_EQUAL, 2, 0, socket.AF_INET), (IS_EQUAL, 1, 0, socket.AF_INET6), refuse),
        *streams_only,
        *((LOAD, 0, 0, ARGUMENTS + 16), (IS_EQUAL, 2, 0, 0), (IS_EQUAL, 1, 0, socket.IPPROTO_TCP), refuse, allow),
    ]
    return [
        *((LOAD, 0, 0, ARCHITECTURE), (IS_EQUAL, 1, 0, calls.architecture), refuse),
        *((LOAD, 0, 0, NUMBER), (IS_AT_LEAST, 1, 0, OTHER_INTERFACE), (IS_EQUAL, 0, 1, IO_URING_SETUP), refuse),
        *((IS_EQUAL, 0, len(own_limits_only), calls.prlimit), *own_limits_only),
        *((IS_EQUAL, 0, len(streams_only) + 1, calls.socketpair), *streams_only, allow),
        *((IS_EQUAL, 0, len(tcp_only), calls.socket), *tcp_only),
        allow,
    ]


def _prctl(option: int, first: int, second: int) -> int:
    return int(LIBC.prctl(option, *map(ctypes.c_ulong, (first, second, 0, 0))))
