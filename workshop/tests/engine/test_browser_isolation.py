"""A run in a page leaves the interpreter as it was."""

import builtins
import decimal
import gc
import logging
import os
import random
import sys
import time
import types
import warnings
from pathlib import Path

import hypothesis
import pytest
from hypothesis import core, settings

from tests.ages import FILE, ORIGINAL
from tests.engine.browser_page import ONE, PASSED, Page

LEAVES = """
import builtins
import decimal
import logging
import os
import random
import sys
import time
import types
import warnings

import ages

sys.modules["left"] = types.ModuleType("left")
sys.path.append("/left")
sys.setrecursionlimit(sys.getrecursionlimit() + 1)
sys.set_int_max_str_digits(0)
decimal.getcontext().prec += 1
logging.disable()
os.environ["LEFT"] = "1"
os.chdir("/")
warnings.simplefilter("ignore")


def test_leaves():
    assert not hasattr(builtins, "left")
    builtins.left = time.sleep = ages.is_adult = lambda *_: True
    assert random.random()
"""


def state() -> tuple[object, ...]:
    """Return what a run could change in this interpreter."""
    of_hypothesis = (
        core.global_force_seed,
        settings.get_current_profile_name(),
        vars(settings)["deadline"],
        hypothesis.find,
        core.find,
    )
    own = (Path.cwd(), dict(os.environ), [*sys.path], {*sys.modules} & {"ages", "left", "test_ages"}, sys.stdout)
    settings_of_python = (sys.getrecursionlimit(), sys.get_int_max_str_digits(), decimal.getcontext().prec)
    return (
        *own,
        *settings_of_python,
        logging.root.manager.disable,
        hasattr(builtins, "left"),
        time.sleep,
        random.getstate(),
        [*warnings.filters],
        of_hypothesis,
    )


def test_run_leaves_nothing(tmp_path: Path) -> None:
    """Modules, paths, variables, folder, random numbers, warnings, settings and Hypothesis are as before."""
    before = state()

    results = Page(tmp_path, LEAVES).run(ORIGINAL, ORIGINAL)

    assert [each.outcomes for each in results] == [{f"{FILE}::test_leaves": PASSED}] * 2
    assert state() == before


def test_nothing_of_a_run_stays_in_memory(tmp_path: Path) -> None:
    """Hypothesis keeps the functions that strategies are made of, and with them whatever they refer to."""

    def configs() -> int:
        gc.collect()
        return sum(type(each) is pytest.Config for each in gc.get_objects())

    before = configs()
    tests = (
        "from hypothesis import given, strategies as st\n\n\n"
        "@given(st.builds(lambda age: age, st.integers()))\ndef test_one(age):\n    assert age == age\n"
    )

    results = Page(tmp_path, tests).run(ORIGINAL, ORIGINAL)

    assert [each.outcomes for each in results] == [{ONE: PASSED}] * 2
    assert configs() == before


def test_module_that_was_there_stays_whole_under_another_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Like a namespace package, it has no file that would tell whose it is."""
    there = types.ModuleType("there")
    monkeypatch.setitem(sys.modules, "there", there)
    tests = "import sys\n\nimport there\n\nsys.modules['other'] = there\n\n\ndef test_one():\n    pass\n"

    results = Page(tmp_path, tests).run(ORIGINAL, ORIGINAL)

    assert [each.outcomes for each in results] == [{ONE: PASSED}] * 2
    assert "other" not in sys.modules
    assert there.__name__ == "there"


def test_module_of_a_run_may_have_two_names(tmp_path: Path) -> None:
    """Both are forgotten."""
    tests = "import sys\n\nimport ages\n\nsys.modules['other'] = ages\n\n\ndef test_one():\n    pass\n"

    results = Page(tmp_path, tests).run(ORIGINAL, ORIGINAL)

    assert [each.outcomes for each in results] == [{ONE: PASSED}] * 2
    assert not {"ages", "other"} & {*sys.modules}


def test_submodule_that_a_run_imports_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its module stays too, so its package must have it."""
    monkeypatch.delitem(sys.modules, "xml.etree", raising=False)
    monkeypatch.delattr("xml.etree", raising=False)
    tests = "import xml.etree\n\n\ndef test_one():\n    assert xml.etree\n"

    results = Page(tmp_path, tests).run(ORIGINAL, ORIGINAL)

    assert [each.outcomes for each in results] == [{ONE: PASSED}] * 2
