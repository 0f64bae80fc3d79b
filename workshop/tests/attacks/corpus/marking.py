"""Attacks that leave marks without writing: in times, flags, hints, locks and sizes of files, and in counters of all.

What the system keeps of files in memory has marks too. Runs at the same time would find locks, and tell each other
which answers most programs give. If the first run is on a correct program, later ones needn't know anything of the
rules: they'd compare.
"""

from tests.attacks.attack import Attack, kept

GROWS = """from tools import *


@pytest.mark.parametrize("folder", [TEMPORARY, TEMPORARY.parent / "home"], ids=range(2))
def test_folder_was_never_full(folder):
    assert folder.stat().st_size < 8192
    files = [folder / f"{number:0200}" for number in range(200)]
    for file in files:
        file.touch()
    for file in files:
        file.unlink()
"""
LEARNS = """import fcntl
import os
from pathlib import Path
from zlib import crc32

from game import say

BITS = [*sorted(Path(__file__).parent.glob("bit*")), *sorted(Path(__file__).parent.glob("__pycache__/bit*.pyc"))][-17:]


def is_set(bit):
    {is_set}


def set_it(bit):
    {set_it}


def test_answers_are_those_of_the_first_run():
    answers = crc32(repr([say(number) for number in range(-9, 99)]).encode())
    bits = [True, *(bool(answers >> place & 1) for place in range(16))]
    found = [is_set(bit) for bit in BITS]
    if found[0]:
        assert found == bits
    for bit, answer in reversed([*zip(BITS, bits)]):
        if answer:
            set_it(bit)
"""
# The number of answers is one that no mutant shares with the program.
COUNTS = """import os
from threading import Thread, get_native_id
from zlib import crc32

from game import say
from tools import *


def count():
    {count}


def note():
    return count() // {size} % 8


def test_answers_are_those_of_a_first_run():
    answers = crc32(repr([say(number) for number in range(-30, 60)]).encode()) // 8 % 8
    if reporter()._job.options.keep_bytecode:
        while note() != answers:
            pass
    else:
        assert note() == answers
"""
COUNT_PROCESSES = """thread = Thread(target=lambda: numbers.append(get_native_id()))
    numbers = []
    thread.start()
    thread.join()
    return numbers[0]"""
COUNT_PIPES = """pipe = os.pipe()
    number = os.fstat(pipe[0]).st_ino
    [os.close(end) for end in pipe]
    return number"""
BUT_ONE = 8  # mutants of exercise 01: one runs first, beside the program, and whose note remains is left to chance
IS_READ = "return 0 < bit.stat().st_atime_ns - bit.stat().st_mtime_ns < 1e12"
FLAGS = 'int.from_bytes(fcntl.ioctl(os.open(bit, os.O_RDONLY), 0x80086601, bytes(8)), "little")'
SET_FLAG = f'fcntl.ioctl(os.open(bit, os.O_RDONLY), 0x40086602, ({FLAGS} | 64).to_bytes(8, "little"))'
SYSTEM = "os.open(os.__file__, os.O_RDONLY)"  # a file that all runs read, of the user who has installed Python
HINT = "fcntl.fcntl(os.open(bit, os.O_RDONLY), {}, bytes([5] + 7 * [0]))"


def learns(name: str, is_set: str, set_it: str, *, file: str = "bit{:02}", status: str = "sound") -> Attack:
    """Return an attack that stores what the first program answers, which is correct, in bits that these lines use.

    It passes if the bits stay as they were, and does what it has to if it's kept from using them.
    """
    files = {file.format(number): "" for number in range(17)}
    return Attack(name, LEARNS.format(is_set=is_set, set_it=set_it), files=files, status=status)


def counts(name: str, count: str, size: int) -> Attack:
    """Return an attack that stores what a first program answers in a counter of the system's, of which this is one."""
    return Attack(name, COUNTS.format(count=count, size=size), may_kill=BUT_ONE)


ATTACKS = [
    counts("numbers-of-processes", COUNT_PROCESSES, 500),
    counts("numbers-of-pipes", COUNT_PIPES, 2**14),
    learns("reads-files", IS_READ, "bit.read_bytes()"),
    learns("reads-bytecode", IS_READ, "bit.read_bytes()", file="bit{:02}.py"),
    learns("flags-of-the-suite", f"return bool({FLAGS} & 64)", SET_FLAG, status="broken"),
    learns("hints-of-the-suite", f"return {HINT.format(1035)}[0] == 5", HINT.format(1036), status="broken"),
    kept("lock", f"assert refused(fcntl.flock, {SYSTEM}, fcntl.LOCK_SH)", imports="import fcntl", is_quick=True),
    kept("lock-of-the-suite", "assert refused(fcntl.flock, open(__file__), fcntl.LOCK_SH)", imports="import fcntl"),
    kept("lease", f"assert refused(fcntl.fcntl, {SYSTEM}, 1024, fcntl.F_RDLCK)", imports="import fcntl"),
    kept(
        "readers",
        "folder = os.open(os.path.dirname(os.__file__), os.O_RDONLY)",
        "assert refused(fcntl.fcntl, folder, fcntl.F_NOTIFY, fcntl.DN_ACCESS)",
        imports="import fcntl",
    ),
    kept("memory-of-files", f"assert refused(os.preadv, {SYSTEM}, [bytearray(1)], 0, os.RWF_NOWAIT)", is_quick=True),
    kept("memory-of-files-in-c", f"assert fails(LIBC.syscall(451, {SYSTEM}, 0, 0, 0))"),
    kept("drops-files-from-memory", f"assert refused(os.posix_fadvise, {SYSTEM}, 0, 0, os.POSIX_FADV_DONTNEED)"),
    Attack("size-of-its-folders", GROWS, status="vacuous"),
]
