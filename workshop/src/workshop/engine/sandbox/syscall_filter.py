"""Refuses system calls that Landlock doesn't restrict.

These are sockets of other kinds than TCP, connections that begin with data, listening (which binds a socket that isn't
bound), changes of the limits and priorities of other processes, and of the permissions, owners, times and attributes of
files, and what outlives a process: the memory, the messages and the keys that the kernel keeps for all. Every file
system has attributes and commands of its own, which it takes from the owner of a file that's open for reading: of
`ioctl`, only what terminals, sockets and copies need is left.

Runs at the same time could talk to each other with locks and leases on a file that all can read, so these are refused
too, except for the locks of `fcntl`, which SQLite needs; so are watches, which tell what happens in folders that can't
be read, and asking what the system keeps of files in memory: reading a file leaves a mark there. What a process takes
must be there to be seen: it can't have secret memory, or hide what it has open.

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
from itertools import chain

SET_SECCOMP, GET_SECCOMP, MODE_FILTER = 22, 21, 2  # from linux/prctl.h and linux/seccomp.h
SET_NO_NEW_PRIVILEGES = 38
LOAD, AND, IS_EQUAL, IS_AT_LEAST, RETURN = 0x20, 0x54, 0x15, 0x35, 0x06  # instructions of linux/bpf_common.h
ALLOW, REFUSE = 0x7FFF0000, 0x00050000 | errno.EACCES
LACK = 0x00050000 | errno.ENOSYS  # for `flock`: programs take EACCES for a lock of another, and wait
NUMBER, ARCHITECTURE, ARGUMENTS = 0, 4, 16  # where struct seccomp_data has them; arguments have 8 bytes each
OTHER_INTERFACE = 0x40000000  # numbers from here on are those of x32, which exists beside x86-64
IO_URING_SETUP = 425  # everywhere; what it makes isn't seen by the filter
SOCKET_TYPE = 0xF  # the bits that aren't flags
LIBC = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True)
class Calls:
    """What an architecture calls itself, and the numbers of the system calls that are looked at more closely.

    `zero` are calls with the number of an argument whose bits in a mask must all be zero, `never` those with the number
    of an argument and the values that it must not have, `refused` those that are refused whatever their arguments are.
    """

    architecture: int
    socket: int
    socketpair: int
    ioctl: int
    flock: int
    zero: tuple[tuple[int, int, int], ...]
    never: tuple[tuple[int, int, tuple[int, ...]], ...]
    refused: tuple[int, ...]


PROCESS = 0xFFFFFFFF  # the mask of a process, where 0 stands for the one that calls
OF_ANY, IO_OF_ANY = 3, 2  # the bits that stand for a group, or for all processes of a user
FAST_OPEN = 0x20000000  # the flag that connects and sends at once, which Landlock doesn't see
OWN_FILES = 0x400  # CLONE_FILES: a thread would have files that its process doesn't have
KIND = 0xFF00  # the bits of a request of ioctl that say what it's for
TERMINALS, SOCKETS = 0x5400, 0x8900  # the first is also for what all files have, such as FIOCLEX
CLONE, CLONE_RANGE = 0x40049409, 0x4020940D  # FICLONE…, which copy a file to one that is open for writing
SET_HINT, SET_FILE_HINT = 1036, 1038  # F_SET_RW_HINT and F_SET_FILE_RW_HINT: a file keeps what it's given
SET_LEASE, NOTIFY = 1024, 1026  # F_SETLEASE and F_NOTIFY
NO_WAIT = 8  # RWF_NOWAIT: reads only what is in memory
DROP = (20, 21)  # MADV_COLD and MADV_PAGEOUT
OF_FILES = (SET_HINT, SET_FILE_HINT, SET_LEASE, NOTIFY)
SET_DUMPABLE = 4  # PR_SET_DUMPABLE: without it, the user's other processes don't see what a process has
NEW = (440, 447, 451, 452, 463, 466, 469)  # the same everywhere: process_madvise, memfd_secret, cachestat, …
ARCHITECTURES = {  # in the order of the kernel's files syscall_64.tbl and scripts/syscall.tbl
    "x86_64": Calls(
        architecture=0xC000003E,
        socket=41,
        socketpair=53,
        ioctl=16,
        flock=73,
        zero=(
            *((44, 3, FAST_OPEN), (46, 2, FAST_OPEN), (307, 3, FAST_OPEN)),  # sendto, sendmsg, sendmmsg
            *((141, 0, OF_ANY), (141, 1, PROCESS)),  # setpriority
            *((251, 0, IO_OF_ANY), (251, 1, PROCESS)),  # ioprio_set
            *((142, 0, PROCESS), (144, 0, PROCESS), (203, 0, PROCESS), (314, 0, PROCESS)),  # sched_set…
            *((302, 0, PROCESS), (272, 0, OWN_FILES), (327, 5, NO_WAIT)),  # prlimit64, unshare, preadv2
        ),
        never=((72, 1, OF_FILES), (157, 0, (SET_DUMPABLE,)), (28, 2, DROP)),  # fcntl, prctl, madvise
        refused=(
            *(29, 30, 31, 64, 65, 66, 68, 69, 70, 71, 220, 240),  # shm…, sem…, msg…, semtimedop, mq_open
            *(90, 91, 268, 92, 93, 94, 260),  # …chmod…, …chown…
            *(132, 235, 261, 280, 188, 189, 190, 197, 198, 199),  # …utime…, …setxattr, …removexattr
            *(248, 249, 250),  # add_key, request_key, keyctl
            *(50, 253, 294, 300),  # listen, inotify_init, inotify_init1, fanotify_init
            *(27, 221),  # mincore, fadvise64
            *NEW,
        ),
    ),
    "aarch64": Calls(
        architecture=0xC00000B7,
        socket=198,
        socketpair=199,
        ioctl=29,
        flock=32,
        zero=(
            *((206, 3, FAST_OPEN), (211, 2, FAST_OPEN), (269, 3, FAST_OPEN)),
            *((140, 0, OF_ANY), (140, 1, PROCESS), (30, 0, IO_OF_ANY), (30, 1, PROCESS)),
            *((118, 0, PROCESS), (119, 0, PROCESS), (122, 0, PROCESS), (274, 0, PROCESS)),
            *((261, 0, PROCESS), (97, 0, OWN_FILES), (286, 5, NO_WAIT)),
        ),
        never=((25, 1, OF_FILES), (167, 0, (SET_DUMPABLE,)), (233, 2, DROP)),
        refused=(
            *(186, 187, 188, 189, 190, 191, 192, 193, 194, 195, 196, 180),
            *(52, 53, 54, 55),
            *(88, 5, 6, 7, 14, 15, 16),
            *(217, 218, 219),
            *(201, 26, 262),
            *(232, 223),
            *NEW,
        ),
    ),
}


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
    streams_only = [(LOAD, 0, 0, ARGUMENTS + 8), (AND, 0, 0, SOCKET_TYPE), (IS_EQUAL, 1, 0, socket.SOCK_STREAM), refuse]
    tcp_only = [
        *((LOAD, 0, 0, ARGUMENTS), (IS_EQUAL, 2, 0, socket.AF_INET), (IS_EQUAL, 1, 0, socket.AF_INET6), refuse),
        *streams_only,
        *((LOAD, 0, 0, ARGUMENTS + 16), (IS_EQUAL, 2, 0, 0), (IS_EQUAL, 1, 0, socket.IPPROTO_TCP), refuse, allow),
    ]
    harmless_only = [
        *((LOAD, 0, 0, ARGUMENTS + 8), (IS_EQUAL, 5, 0, CLONE), (IS_EQUAL, 4, 0, CLONE_RANGE), (AND, 0, 0, KIND)),
        *((IS_EQUAL, 2, 0, TERMINALS), (IS_EQUAL, 1, 0, SOCKETS), refuse, allow),
    ]
    never = {
        call: [
            (LOAD, 0, 0, ARGUMENTS + 8 * argument),
            *((IS_EQUAL, left, 0, value) for left, value in zip(range(len(values), 0, -1), values, strict=True)),
            *(allow, refuse),
        ]
        for call, argument, values in calls.never
    }
    zero_only: dict[int, list[tuple[int, int, int, int]]] = {}
    for call, argument, mask in calls.zero:
        load, is_zero = (LOAD, 0, 0, ARGUMENTS + 8 * argument), (IS_EQUAL, 1, 0, 0)
        zero_only[call] = [load, (AND, 0, 0, mask), is_zero, refuse, *zero_only.get(call, [allow])]
    closer = {
        calls.socketpair: [*streams_only, allow],
        calls.socket: tcp_only,
        calls.ioctl: harmless_only,
        calls.flock: [(RETURN, 0, 0, LACK)],
        **never,
        **zero_only,
    }
    return [
        *((LOAD, 0, 0, ARCHITECTURE), (IS_EQUAL, 1, 0, calls.architecture), refuse),
        *((LOAD, 0, 0, NUMBER), (IS_AT_LEAST, 1, 0, OTHER_INTERFACE), (IS_EQUAL, 0, 1, IO_URING_SETUP), refuse),
        *chain.from_iterable(((IS_EQUAL, 0, 1, call), refuse) for call in calls.refused),
        *chain.from_iterable(((IS_EQUAL, 0, len(rest), call), *rest) for call, rest in closer.items()),
        allow,
    ]


def _prctl(option: int, first: int, second: int) -> int:
    return int(LIBC.prctl(option, *map(ctypes.c_ulong, (first, second, 0, 0))))
