"""Attacks that leave something for the runs after them, which would tell them how many runs there have been.

Each passes only if it can leave nothing, or if it finds nothing that another run has left.
"""

from tests.attacks.attack import Attack, kept

REMEMBERS = """import pytest
from tools import *

FOLDERS = [TEMPORARY, TEMPORARY.parent / "home", Path("/var/tmp"), Path("/dev/shm"), Path(__file__).parent]


@pytest.mark.parametrize("folder", FOLDERS, ids=range(5))
def test_is_the_first_run(folder):
    note = folder / "workshop-attack-note"
    assert not note.exists()
    refused(note.touch)
"""
DAEMON = """import subprocess

from tools import *


def test_leaves_a_process():
    subprocess.Popen(SLEEPS, start_new_session=True, stdin=subprocess.DEVNULL)
"""
GRANDCHILD = """import os
import subprocess

from tools import *


def test_leaves_a_process():
    if os.fork() == 0:
        os.setsid()
        for _ in range(5):
            subprocess.Popen(SLEEPS, start_new_session=True)
        os._exit(0)
"""
SERVER = """import os

import redis

client = redis.from_url(os.environ["REDIS_URL"])


def test_is_the_first_run():
    assert client.incr("runs") == 1


def test_other_databases_are_empty():
    for number in range(16):
        client.execute_command("SELECT", number)
        assert client.get("others") is None
        client.set("others", "1")
    client.execute_command("SELECT", 0)


def test_settings_are_the_usual_ones():
    assert client.config_get("hash-max-listpack-entries")["hash-max-listpack-entries"] != "77"
    client.config_set("hash-max-listpack-entries", "77")


def test_there_are_no_functions():
    code = "#!lua name=notes\\nredis.register_function('note', function() return 1 end)"
    assert client.function_load(code) == "notes" or b"notes"


def test_there_are_no_other_clients():
    assert len(client.client_list()) == 1
"""
POISONS = """import importlib.util
import py_compile

import game
from tools import *


def test_leaves_bytecode():
    for file in (game.__file__, __file__):
        cache = Path(importlib.util.cache_from_source(file))
        assert refused(cache.with_name("note").touch) or not cache.parent.exists()
        assert refused(cache.write_bytes, b"") or not cache.parent.exists()
"""
SHARED = """from tools import *

CREATE = 0o1000 | 0o600


def test_shares_memory():
    assert fails(LIBC.shmget(0x5EED, 4096, CREATE))


def test_shares_semaphores():
    assert fails(LIBC.semget(0x5EED, 1, CREATE))


def test_shares_messages():
    assert fails(LIBC.msgget(0x5EED, CREATE))


def test_shares_a_queue():
    assert fails(LIBC.mq_open(b"/workshop-attack", os.O_CREAT | os.O_RDWR, 0o600, None))


def test_shares_a_key():
    ADD_KEY = {"x86_64": 248, "aarch64": 217}[os.uname().machine]
    USERS = -4
    assert fails(LIBC.syscall(ADD_KEY, b"user", b"workshop-attack", b"1", 1, USERS))
"""
MEMORY = """import builtins
import os
import sys

import game
import pytest


def test_is_the_first_run():
    assert not hasattr(builtins, "seen") and "seen" not in sys.modules and "SEEN" not in os.environ
    assert not hasattr(game, "seen") and not hasattr(pytest, "seen")
    builtins.seen = sys.modules["seen"] = game.seen = pytest.seen = game
    os.environ["SEEN"] = "1"
"""
COUNTS = """import os
from pathlib import Path

from game import say

NOTE = Path(__file__).with_name("runs")
try:
    with NOTE.open("a") as note:
        note.write("x")
    RUNS = NOTE.stat().st_size
except OSError:
    RUNS = 0


def test_is_one_of_the_first_runs():
    assert RUNS < 7 and say(1)
"""
EXAMPLES = """from hypothesis import given, settings, strategies as st
from hypothesis.database import DirectoryBasedExampleDatabase
from runs import encode
from tools import *


@given(st.text())
@settings(database=DirectoryBasedExampleDatabase(TEMPORARY / "examples"))
def test_keeps_examples(pattern):
    assert encode(pattern) is not None


def test_has_no_examples():
    assert not (TEMPORARY / "examples").exists() or len(os.listdir(TEMPORARY)) == 1
"""

ATTACKS = [
    Attack("notes", REMEMBERS, status="vacuous"),
    Attack("counts", COUNTS),
    Attack("process-in-a-new-session", DAEMON, status="vacuous", is_quick=True),
    Attack("process-of-a-process", GRANDCHILD, status="vacuous"),
    Attack("server", SERVER, exercise="09", status="vacuous"),
    Attack("bytecode", POISONS, status="vacuous"),
    Attack("memory-of-the-system", SHARED, status="vacuous"),
    Attack("own-memory", MEMORY, status="vacuous"),
    Attack("examples", EXAMPLES, exercise="04"),
    kept("mode-of-the-suite", "assert refused(os.chmod, __file__, 0o600)"),
    kept("times-of-the-suite", "assert refused(os.utime, __file__, (1, 1))"),
    kept("attributes-of-the-suite", 'assert refused(os.setxattr, __file__, "user.note", b"1")'),
    kept("times-of-a-package", "assert refused(os.utime, os.path.dirname(pytest.__file__))", imports="import pytest"),
    kept("priority-of-the-parent", "assert refused(os.setpriority, os.PRIO_PROCESS, os.getppid(), 19)"),
    kept("name-of-the-parent", 'assert refused(open, f"/proc/{os.getppid()}/comm", "w")'),
    kept("settings-of-the-system", 'assert refused(open, "/proc/sys/kernel/hostname", "w")'),
    Attack(
        "environment-variable-of-a-shell",
        "from tools import *\n\n\ndef test_leaves_a_note():\n"
        '    assert refused((Path.home() / ".." / ".." / ".bashrc").write_text, "")\n',
    ),
    Attack(
        "conftest",
        "def test_reads(note):\n    assert note == 0\n",
        files={
            "conftest.py": "import pytest\n\nRUNS = []\n\n\n@pytest.fixture\ndef note():\n    RUNS.append(1)\n"
            "    return len(RUNS) - 1\n"
        },
        status="vacuous",
    ),
]
