"""System calls are filtered on architectures that we know; a kernel that refuses a filter is an error."""

import errno
import subprocess
import sys

import pytest

pytest.importorskip("landlockpy", reason="only Linux has it, and filters of system calls")

from workshop.engine.sandbox.features import filters_calls
from workshop.engine.sandbox.syscall_filter import filter_calls, make_filter

pytestmark = [
    pytest.mark.skipif(not filters_calls(), reason="this machine can't filter system calls"),
    pytest.mark.measures_processes,
]

# A filter can't be taken off again, so it's for processes of their own.
FILTERED = """
import socket

from workshop.engine.sandbox.syscall_filter import filter_calls, make_filter

socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close()
filter_calls(make_filter())
socket.socket(socket.AF_INET, socket.SOCK_STREAM).close()
try:
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
except OSError as error:
    print(error.errno)
"""
SLOWS_GROUP = """
import os

from workshop.engine.sandbox.syscall_filter import filter_calls, make_filter

os.setpgid(0, 0)
filter_calls(make_filter())
os.setpriority(os.PRIO_PROCESS, 0, os.getpriority(os.PRIO_PROCESS, 0))
try:
    os.setpriority(os.PRIO_PGRP, 0, os.getpriority(os.PRIO_PROCESS, 0))
except OSError as error:
    print(error.errno)
"""
COMMANDS_FILES = """
import errno, fcntl, os, termios

from workshop.engine.sandbox.syscall_filter import CLONE, CLONE_RANGE, filter_calls, make_filter

reader, writer = os.pipe()
filter_calls(make_filter())
fcntl.ioctl(reader, termios.FIONREAD, bytes(4))
for request in (CLONE, CLONE_RANGE, 0x40086602):  # the last is FS_IOC_SETFLAGS
    try:
        fcntl.ioctl(writer, request, bytes(32))
    except OSError as error:
        number = error.errno
    assert (number == errno.EACCES) == (request == 0x40086602), (request, number)
print(number)
"""
LOCKS_WHOLE_FILES = """
import fcntl, tempfile

from workshop.engine.sandbox.syscall_filter import filter_calls, make_filter

file = tempfile.TemporaryFile()
filter_calls(make_filter())
fcntl.lockf(file, fcntl.LOCK_EX)
try:
    fcntl.flock(file, fcntl.LOCK_SH)
except OSError as error:
    print(error.errno)
"""
LEASES_FILES = """
import fcntl, os, tempfile

from workshop.engine.sandbox.syscall_filter import NOTIFY, SET_LEASE, filter_calls, make_filter

folder = os.open("/", os.O_RDONLY)
file = tempfile.TemporaryFile()
filter_calls(make_filter())
fcntl.fcntl(file, fcntl.F_GETFL)
numbers = set()
for call, *arguments in (
    (fcntl.fcntl, file, SET_LEASE, fcntl.F_WRLCK),
    (fcntl.fcntl, folder, NOTIFY, fcntl.DN_CREATE),
):
    try:
        call(*arguments)
        numbers.add(0)
    except OSError as error:
        numbers.add(error.errno)
print(*numbers)
"""
CALLS_C = """
import ctypes

from workshop.engine.sandbox.syscall_filter import LIBC, OWN_FILES, SET_DUMPABLE, filter_calls, make_filter

SET_NAME, MEMFD_SECRET = 15, 447
filter_calls(make_filter())
assert LIBC.prctl(SET_NAME, b"name", 0, 0, 0) == 0
numbers = set()
for call, *arguments in (
    (LIBC.inotify_init,),
    (LIBC.inotify_init1, 0),
    (LIBC.fanotify_init, 0, 0),
    (LIBC.syscall, MEMFD_SECRET, 0),
    (LIBC.prctl, SET_DUMPABLE, 0, 0, 0, 0),
    (LIBC.unshare, OWN_FILES),
):
    ctypes.set_errno(0)
    call(*arguments)
    numbers.add(ctypes.get_errno())
print(*numbers)
"""
LOOKS_INTO_MEMORY = """
import ctypes, mmap, os

from workshop.engine.sandbox.syscall_filter import LIBC, filter_calls, make_filter

CACHESTAT, PROCESS_MADVISE, PAGE_OUT = 451, 440, 21
file = os.open(os.__file__, os.O_RDONLY)
pages = mmap.mmap(file, 4096, prot=mmap.PROT_READ)
address = ctypes.c_void_p(ctypes.addressof(ctypes.c_char.from_buffer(mmap.mmap(-1, 4096))))
filter_calls(make_filter())
assert os.preadv(file, [bytearray(1)], 0) == 1
pages.madvise(mmap.MADV_WILLNEED)
numbers = set()
for call, *arguments in (
    (os.preadv, file, [bytearray(1)], 0, os.RWF_NOWAIT),
    (os.posix_fadvise, file, 0, 0, os.POSIX_FADV_DONTNEED),
    (pages.madvise, PAGE_OUT),
):
    try:
        call(*arguments)
        numbers.add(0)
    except OSError as error:
        numbers.add(error.errno)
for call, *arguments in (
    (LIBC.mincore, address, 4096, ctypes.create_string_buffer(1)),
    (LIBC.syscall, CACHESTAT, file, 0, 0, 0),
    (LIBC.syscall, PROCESS_MADVISE, 0, 0, 0, PAGE_OUT, 0),
):
    ctypes.set_errno(0)
    call(*arguments)
    numbers.add(ctypes.get_errno())
print(*numbers)
"""
LISTENS = """
import socket

from workshop.engine.sandbox.syscall_filter import filter_calls, make_filter

filter_calls(make_filter())
try:
    socket.socket().listen()
except OSError as error:
    print(error.errno)
"""
MALFORMED = """
from workshop.engine.sandbox.syscall_filter import filter_calls

try:
    filter_calls(bytes(8))
except OSError as error:
    print(error.errno)
"""


@pytest.mark.parametrize(
    ("script", "number"),
    [
        pytest.param(FILTERED, errno.EACCES, id="a call that is refused"),
        pytest.param(SLOWS_GROUP, errno.EACCES, id="a priority of more than one process"),
        pytest.param(COMMANDS_FILES, errno.EACCES, id="a command for a file system that isn't a copy"),
        pytest.param(LEASES_FILES, errno.EACCES, id="a lease and a watch on files that others read"),
        pytest.param(LOCKS_WHOLE_FILES, errno.ENOSYS, id="a lock that other locks can take the place of"),
        pytest.param(CALLS_C, errno.EACCES, id="watches, and hiding from others"),
        pytest.param(LOOKS_INTO_MEMORY, errno.EACCES, id="looking at what is kept of files in memory"),
        pytest.param(LISTENS, errno.EACCES, id="listening without binding"),
        pytest.param(MALFORMED, errno.EINVAL, id="a filter that the kernel refuses"),
    ],
)
def test_error_of_a_process_with_a_filter(script: str, number: int) -> None:
    """What isn't refused works as before."""
    process = subprocess.run([sys.executable, "-c", script], check=True, stdout=subprocess.PIPE, text=True)

    assert process.stdout == f"{number}\n"


def test_unknown_architecture_has_no_filter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its calls have other numbers; nothing is restricted then, and nothing fails."""
    monkeypatch.setattr("platform.machine", lambda: "riscv64")

    instructions = make_filter()
    filter_calls(instructions)

    assert instructions == b""
