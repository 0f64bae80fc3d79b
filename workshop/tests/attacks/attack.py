"""An attack: a suite that wants credit which it hasn't earned, or wants to do harm, and what is to become of it.

To add one, append an `Attack` to the list of its kind in the folder `corpus`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from string import Template

LONGEST = 240.0  # seconds that judging a suite may take, even on a machine that is very busy

TOOLS = '''"""What attacks have in common: where the things are that they are after."""

import ctypes
import errno
import gc
import os
import sys
from pathlib import Path

import pytest

EXERCISE = Path("$exercise")  # a copy of the exercise, from which the judge has read it
CLONE = Path("$clone")  # the exercise in the clone of this project
CANARY = Path("$canary")  # a folder with the file "file", for others to leave alone
PORT = $port  # a server on this machine that isn't Redis
SLEEPS = [sys.executable, "-c", "import time; time.sleep(60)", "$marker"]  # a process that must not be left
TEMPORARY = Path(os.environ["TMPDIR"])
LIBC = ctypes.CDLL(None, use_errno=True)
REFUSALS = {errno.EACCES, errno.EPERM, errno.EXDEV, errno.ENOSYS}


def refused(call, *arguments, **options):
    """Return whether the system refuses a call."""
    try:
        call(*arguments, **options)
    except OSError as error:
        return error.errno in REFUSALS
    return False


def fails(number):
    """Return whether the system refuses what a function of the C library was asked for."""
    return number == -1 and ctypes.get_errno() in REFUSALS


def frames():
    """Yield every frame of this process."""
    for frame in sys._current_frames().values():
        while frame:
            yield frame
            frame = frame.f_back


def reporter():
    """Return the object that reports what becomes of the tests; it's a plugin of the pytest that runs them.

    `gc.get_objects` doesn't have it: a worker freezes what its forks inherit.
    """
    values = [value for frame in frames() for value in [*frame.f_locals.values()]]
    config = next(value.config for value in values if isinstance(value, pytest.Collector | pytest.Item))
    return next(each for each in config.pluginmanager.get_plugins() if type(each).__name__ == "RunReporter")


def say_to_the_judge(text):
    """Write a line where the outcomes of the tests are written."""
    spy = reporter()
    os.write(spy._channel, f"{spy._job.token} {text}\\n".encode())
'''


@dataclass(frozen=True)
class Attack:
    """A suite for an exercise, `text` is its test file; tests.attacks.attack.TOOLS is beside it, to be imported.

    Whatever it does, it isn't done, and kills at most `may_kill` mutants. Where it says so, each of its tests has the
    `status`, and the error of the verdict contains `error`: otherwise it hasn't done what it's for. "vacuous" is the
    status of a test which finds itself kept from what it tries, and passes. `limit` is how many seconds it may take in
    all; it's an error if it takes longer, unless it `must_end`. Quick ones run every time.
    """

    name: str
    text: str
    exercise: str = "01"
    status: str = ""
    error: str = ""
    may_kill: int = 0
    limit: float = LONGEST
    must_end: bool = False
    is_quick: bool = False
    files: Mapping[str, str] = field(default_factory=dict)

    def suite(self, places: Mapping[str, str]) -> dict[str, bytes]:
        """Return the files of the suite, in which the things that it's after have these places."""
        tools = Template(TOOLS).substitute(places)
        texts = {"test_attack.py": self.text, "tools.py": tools, **self.files}
        return {name: text.encode() for name, text in texts.items()}


def kept(name: str, *lines: str, imports: str = "", exercise: str = "01", is_quick: bool = False) -> Attack:
    """Return an attack with one test, which passes only if it's kept from what it tries in these lines."""
    body = "".join(f"    {line}\n" for line in lines)
    text = f"import os\n{imports}\nfrom tools import *\n\n\ndef test_is_kept_from_it():\n{body}"
    return Attack(name, text, exercise, status="vacuous", is_quick=is_quick)
