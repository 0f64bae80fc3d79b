"""Attacks that find in what all runs inherit from their worker what another run has left there."""

from tests.attacks.attack import Attack

CHANNEL = """import fcntl

from game import say
from tools import *

SET_FLAGS, SET_OWNER, SET_SIGNAL, SET_SIZE, SET_HINT = fcntl.F_SETFL, fcntl.F_SETOWN, 10, 1031, 1036
GET_FLAGS, GET_OWNER, GET_SIGNAL, GET_SIZE = fcntl.F_GETFL, fcntl.F_GETOWN, 11, 1032


def before(get, put, value):
    channel = reporter()._channel
    found = fcntl.fcntl(channel, get)
    fcntl.fcntl(channel, put, value)
    return found


def test_flags_are_the_usual_ones():
    assert not before(GET_FLAGS, SET_FLAGS, os.O_APPEND) & os.O_APPEND


def test_nobody_owns_it():
    assert before(GET_OWNER, SET_OWNER, os.getpid()) == 0


def test_signal_is_the_usual_one():
    assert before(GET_SIGNAL, SET_SIGNAL, 12) == 0


def test_size_is_the_usual_one():
    assert before(GET_SIZE, SET_SIZE, 2**17) != 2**17


def test_gets_no_hint():
    assert refused(fcntl.fcntl, reporter()._channel, SET_HINT, bytes([3, *bytes(7)]))


def test_gets_no_lock():
    assert refused(fcntl.flock, reporter()._channel, fcntl.LOCK_EX | fcntl.LOCK_NB)
"""
SHARED = """import mmap

from game import say
from tools import *

SHARED = mmap.mmap(-1, 1)


def test_is_the_first_run():
    assert say(1)
    assert SHARED[0] == 0
    SHARED[0] = 1
"""
BEFORE = """import game
from tools import *

CODE, TEXT, PROCESS = game.say.__code__, Path(game.__file__).read_text(), os.getpid()


def test_nothing_has_changed_since_the_import():
    assert game.say(1) and game.say(3) and game.say(5) and game.say(15) and game.say(-1)
    assert game.say.__code__ is CODE and Path(game.__file__).read_text() == TEXT and os.getpid() == PROCESS
"""

ATTACKS = [
    Attack("channel", CHANNEL, status="vacuous", is_quick=True),
    Attack("memory-shared-with-forks", SHARED),
    Attack("program-before-it-was-changed", BEFORE, status="sound"),
]
