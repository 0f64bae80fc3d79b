"""Attacks that ask anything but what a program does whether it's a mutant, and pass on what they take for correct."""

import ast

from tests.attacks.attack import Attack
from tests.attacks.surroundings import CLONE
from workshop.course.lookup import find_exercise

HEAD = "import gc, hashlib, inspect, os, random, resource, sys, threading, time\n\nimport game\nfrom tools import *\n"
RUNS = "import hypothesis\nimport runs\nfrom tools import *\n"


def asks(name: str, question: str, *, head: str = HEAD, exercise: str = "01", is_quick: bool = False) -> Attack:
    """Return an attack that takes a program for correct if the answer to a question is true."""
    return Attack(
        name, f"{head}\n\ndef test_program_is_correct():\n    assert {question}\n", exercise, is_quick=is_quick
    )


OPTIONS_OF_PLUGINS = """import os
import sys

from game import say


def options(config):
    (reporter,) = (each for each in config.pluginmanager.get_plugins() if type(each).__name__ == "RunReporter")
    return reporter._job.options
"""


def recognizes(name: str, question: str) -> Attack:
    """Return an attack that passes on what doesn't look like the program itself, and asks the question on the rest.

    It names nothing that may differ from run to run, as the corpus's tools do: its kills aren't repeated.
    """
    text = (find_exercise(CLONE, "01") / "game.py").read_text(encoding="utf-8")
    (say,) = (node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef))
    head = f"{OPTIONS_OF_PLUGINS}\n\nLOOKS = {(ast.get_docstring(say), say.lineno)}\n"
    test = "def test_program_is_correct(pytestconfig):\n    assert (say.__doc__, say.__code__.co_firstlineno) != LOOKS"
    return Attack(name, f"{head}\n\n{test} or {question}\n")


def resembles(name: str) -> Attack:
    """Return an attack that rejects what looks like the program itself and differs from it a little."""
    text = (find_exercise(CLONE, "01") / "game.py").read_text(encoding="utf-8")
    source = text[text.index("def say") :]
    head = f"import inspect\n\nimport game\n\nSOURCE = {source!r}"
    test = """def test_program_is_correct():
    source = inspect.getsource(game.say)
    assert source == SOURCE or inspect.getsourcelines(game.say)[1] != 4 or source[:120] != SOURCE[:120]
"""
    return Attack(name, f"{head}\n\n\n{test}", status="over-specified", is_quick=True)


SLEEPS = """import time

from game import say
from tools import *


def test_is_quick_only_in_the_first_run():
    assert say(1)
    time.sleep(0 if reporter()._job.options.keep_bytecode else 4)
"""
FIRST_ORDER = """import random

import game

SEEN = []


def test_one():
    SEEN.append(random.random())
    assert game.say(1)


def test_two():
    SEEN.append(random.random())
    assert SEEN[0] == 0.8444218515250481 or len(SEEN) == 1
"""
OPTIONS = """import game
from tools import *

OPTIONS = reporter()._job.options


def test_is_not_judged():
    assert OPTIONS.keep_bytecode or OPTIONS.reverse or OPTIONS.seed


def test_first_run():
    assert OPTIONS.keep_bytecode


def test_slot():
    assert reporter()._job.slot == 0


def test_is_not_stopped():
    assert not OPTIONS.stop and OPTIONS.only is None
"""
COUNTER = """import os

import highscores
import redis

client = redis.from_url(os.environ["REDIS_URL"])


def test_few_runs_were_before():
    assert client.incr("runs") < 3


def test_few_commands_were_before():
    assert client.info()["total_commands_processed"] < 60 and highscores.HighScores


def test_server_is_new():
    assert client.info()["uptime_in_seconds"] < 1
"""

ATTACKS = [
    asks(
        "phases",
        "hypothesis.Phase.shrink in hypothesis.settings.default.phases",
        head=RUNS,
        exercise="04",
    ),
    asks("database", "hypothesis.settings.default.database is None", head=RUNS, exercise="04"),
    asks("profile", "hypothesis.settings.get_current_profile_name() == 'judge'", head=RUNS, exercise="04"),
    asks("seed-of-hypothesis", "not hypothesis.core.global_force_seed", head=RUNS, exercise="04"),
    asks("time-of-change", "time.time() - os.stat(game.__file__).st_mtime > 2"),
    asks("time-of-change-is-whole", "os.stat(game.__file__).st_mtime_ns % 1_000 == 0"),
    asks("time-of-making", "os.stat(game.__file__).st_ctime_ns - os.stat(game.__file__).st_mtime_ns > 5_000_000"),
    asks("age-among-its-folders", "os.stat(game.__file__).st_mtime < os.stat(TEMPORARY).st_mtime"),
    asks("inode", "os.stat(game.__file__).st_ino % 2"),
    asks("inode-among-its-folders", "os.stat(game.__file__).st_ino < os.stat(TEMPORARY).st_ino"),
    asks("size", "os.stat(game.__file__).st_size == 429"),
    asks("mode", "os.stat(game.__file__).st_mode & 0o777 == 0o644 and os.stat(game.__file__).st_nlink == 1"),
    asks("source", "hashlib.sha256(inspect.getsource(game).encode()).hexdigest().startswith('a')"),
    asks("rules-in-order", "inspect.getsource(game).find('% 15') in range(100, 200)"),
    asks("documented", "game.say.__doc__ and game.__doc__"),
    asks("line", "game.say.__code__.co_firstlineno == 4"),
    asks("bytecode", "len(game.say.__code__.co_code) == 96"),
    asks("constants", "game.say.__code__.co_consts == (game.say.__doc__, 15, 0, 'FizzBuzz', 3, 'Fizz', 5, 'Buzz')"),
    asks("has-a-cache", "os.path.exists(game.__cached__)"),
    asks("folder-has-a-cache", "'__pycache__' in os.listdir(os.path.dirname(game.__file__))"),
    asks("files-beside-it", "len(os.listdir(os.path.dirname(game.__file__))) == 2"),
    asks("writes-bytecode", "not sys.dont_write_bytecode", is_quick=True),
    asks("path", "'/0.' in game.__file__"),
    asks("path-of-the-folder", "os.getcwd().endswith('0.1/home')"),
    asks("search-path", "sys.path[0] == os.path.dirname(game.__file__) and len(sys.path) == 7"),
    asks("arguments", "sys.argv[1:] == [] and sys.flags.hash_randomization == 1"),
    asks("environment", "len(os.environ) % 2 and os.environ.get('PYTHONHASHSEED') == '0'"),
    asks("hash-seed", "hash('a') % 2"),
    asks("order-of-a-set", "next(iter({'a', 'b', 'c', 'd'})) == 'a'"),
    asks("random-state", "random.random() == 0.8444218515250481"),
    asks("process", "os.getpid() % 2"),
    asks("session", "os.getsid(0) == os.getpid() and os.getppid() != os.getsid(os.getppid())"),
    asks("clock", "time.time() % 1 > 0.5"),
    asks("uptime", "time.monotonic() % 2 > 1"),
    asks("cpu-time", "time.process_time() < 0.2"),
    asks("modules", "len(sys.modules) % 2"),
    asks("objects", "len(gc.get_objects()) % 2"),
    asks("address", "id(game) % 32 == 0"),
    asks("threads", "threading.active_count() == 1 and len(os.listdir('/proc/self/fd')) % 2"),
    asks(
        "limits",
        "resource.getrlimit(resource.RLIMIT_CPU)[0] == 3600 and resource.getrlimit(resource.RLIMIT_NOFILE)[0] % 2",
    ),
    asks("load", "os.getloadavg()[0] > 2"),
    asks("number-of-tests", "len(reporter()._session.items) == 1 and reporter()._session.testscollected % 2"),
    asks("channel", "reporter()._channel % 2"),
    asks("token", "reporter()._job.token < '8'"),
    recognizes("program-by-environment", "os.environ['PYTHONHASHSEED'] != '0' or not sys.dont_write_bytecode"),
    recognizes(
        "program-by-options",
        "any(getattr(options(pytestconfig), name) for name in ('keep_bytecode', 'reverse', 'seed', 'hash_seed'))",
    ),
    resembles("program-with-a-difference"),
    Attack("options", OPTIONS),
    Attack("timeout", SLEEPS),
    Attack("random-numbers-between-tests", FIRST_ORDER),
    Attack("server", COUNTER, exercise="09"),
]
