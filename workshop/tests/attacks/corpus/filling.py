"""Attacks that fill the disk, the memory or the table of processes; a machine without a defense survives each."""

from tests.attacks.attack import Attack, kept

CHILDREN = """import os
import time


def test_starts_many():
    for _ in range(150):
        if os.fork() == 0:
            time.sleep(10)
            os._exit(0)
    time.sleep(10)
"""
MEMORY_OF_CHILDREN = """import os
import time


def test_takes_much():
    for _ in range(8):
        if os.fork() == 0:
            taken = b"x" * 400_000_000
            time.sleep(10)
            os._exit(0)
    time.sleep(10)
"""
DISK = """import os
import time

from tools import *


def test_takes_much():
    for number in range(10):
        with (TEMPORARY / f"{number}").open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, 100_000_000)
    time.sleep(10)
"""
DISK_WITHOUT_NAMES = """import os
import time

from tools import *


def test_takes_much():
    files = [(TEMPORARY / f"{number}").open("wb") for number in range(8)]
    for number, file in enumerate(files):
        (TEMPORARY / f"{number}").unlink()
        os.posix_fallocate(file.fileno(), 0, 100_000_000)
    time.sleep(10)
"""
MEMORY_AS_FILES = """import os
import time


def test_takes_much():
    for number in range(8):
        os.posix_fallocate(os.memfd_create("file"), 0, 100_000_000)
    time.sleep(10)
"""
MEMORY_SHARED_BY_CHILDREN = """import mmap
import os
import time


def test_takes_much():
    for _ in range(8):
        taken = mmap.mmap(-1, 300_000_000)
        if os.fork() == 0:
            taken.write(b"x" * 300_000_000)
            time.sleep(10)
            os._exit(0)
        taken.close()
    time.sleep(10)
"""
NESTED = """import os

from tools import *


def test_nests():
    os.chdir(TEMPORARY)
    for _ in range(3_000):
        os.mkdir("nested")
        os.chdir("nested")
"""
FILES = """from tools import *


def test_takes_much():
    for number in range(5_000):
        (TEMPORARY / f"{number}").touch()
"""
SERVER = """import os

import pytest
import redis

client = redis.from_url(os.environ["REDIS_URL"])
"""
SERVER_MEMORY = f"""{SERVER}

def test_takes_much():
    client.config_set("maxmemory", 0)
    with pytest.raises(redis.ConnectionError):
        for number in range(40):
            client.setrange(f"{{number}}", 500_000_000, b"x")
"""
SERVER_DISK = f"""{SERVER}

def test_takes_much():
    client.config_set("auto-aof-rewrite-percentage", 0)
    client.config_set("appendonly", "yes")
    with pytest.raises(redis.ConnectionError):
        for _ in range(30):
            client.set("key", b"x" * 10_000_000)
"""
SYSTEM_MEMORY = """import os

from tools import *

CREATE = 0o1000 | 0o600


def test_takes_much():
    assert fails(LIBC.shmget(0, 1_000_000, CREATE))
"""

ATTACKS = [
    Attack("processes", CHILDREN, limit=30),
    Attack("memory", "def test_takes_much():\n    assert not b'x' * 3_000_000_000\n"),
    Attack("memory-of-many", MEMORY_OF_CHILDREN, limit=30),
    Attack("memory-when-imported", "TAKEN = b'x' * 3_000_000_000\n"),
    Attack("memory-shared", "import mmap\n\n\ndef test_takes_much():\n    mmap.mmap(-1, 3_000_000_000)\n"),
    Attack("memory-shared-by-many", MEMORY_SHARED_BY_CHILDREN, status="broken"),
    Attack("memory-as-many-files", MEMORY_AS_FILES, status="broken"),
    kept("memory-that-is-secret", "assert fails(LIBC.syscall(447, 0))"),
    kept("hides-what-it-takes", "assert fails(LIBC.prctl(4, 0, 0, 0, 0))"),
    kept("files-of-one-thread", "assert fails(LIBC.unshare(0x400))"),
    Attack("memory-that-stays", SYSTEM_MEMORY, status="vacuous"),
    kept(
        "memory-as-a-file",
        'file = os.memfd_create("file")',
        "with pytest.raises(OSError, match='too large'):",
        "    os.posix_fallocate(file, 0, 500_000_000)",
        imports="import pytest",
    ),
    kept("memory-of-the-system", 'assert refused(open, "/dev/shm/file", "w")'),
    Attack("disk", DISK, limit=30),
    Attack("disk-without-names", DISK_WITHOUT_NAMES, status="broken"),
    kept(
        "disk-with-one-file",
        "with pytest.raises(OSError, match='too large'), (TEMPORARY / 'file').open('wb') as file:",
        "    os.posix_fallocate(file.fileno(), 0, 500_000_000)",
        imports="import pytest",
    ),
    Attack("files", FILES),
    Attack("folders-in-folders", NESTED),
    Attack(
        "names-that-are-no-text",
        "from tools import *\n\n\ndef test_names():\n    open(os.fsencode(TEMPORARY) + b'/\\xff', 'w')\n",
    ),
    kept(
        "open-files",
        "with pytest.raises(OSError, match='Too many'):",
        "    files = [os.dup(2) for _ in range(2_000)]",
        imports="import pytest",
    ),
    Attack(
        "threads",
        "import threading, time\n\n\ndef test_starts_many():\n    for _ in range(300):\n"
        "        threading.Thread(target=time.sleep, args=(5,), daemon=True).start()\n",
    ),
    Attack("memory-of-the-server", SERVER_MEMORY, exercise="09", status="vacuous"),
    Attack("disk-of-the-server", SERVER_DISK, exercise="09", status="vacuous"),
]
