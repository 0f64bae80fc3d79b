"""Programs that the tests of several modules rewrite, and how to run them."""

import os
import re
import sys
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import indent
from types import ModuleType
from typing import Any
from unittest.mock import patch

from hypothesis import strategies as st

from workshop.variants.instrument import RECORDER_MODULE, RECORDER_SOURCE, instrument
from workshop.variants.reach_map import REACH_VARIABLE, read_reach_map

PROGRAM = '''"""`f(5)` enters the blocks of functions whose first line ends in `# in`."""
from __future__ import annotations
LIMIT = 3
def one(): return 1
def two(): return 2
def f(number, step=1):
    """Return a number."""  # in
    total = 0
    if number > LIMIT:
        total += step  # in
    elif number:
        total += 20
    else:
        total += 30
    while total < 3:
        total += 1  # in
    else:
        total += 1  # in
    for _ in ():
        total += 40
    try:
        total /= 0  # in
    except ValueError:
        total += 50
    except ZeroDivisionError:
        total += 2  # in
    else:
        total += 60
    finally:
        total += 1  # in
    match number:
        case 1:
            total += 70
        case 5:
            total += 3  # in
    def inner(more=1):
        total = 80
    with open(__file__):
        return Counter.method(total)  # in
class Counter:
    start = 90
    def method(self):
        return self  # in
'''


def location_of(line: int) -> str:
    """Return the location of the block of PROGRAM that begins at this line, counted from 0."""
    text = PROGRAM.splitlines()[line]
    return f"the block of core.py that begins at {line + 1}:{len(text) - len(text.lstrip())}"


def define(source: str) -> dict[str, Any]:
    """Return the names that a program defines."""
    names: dict[str, Any] = {"__file__": __file__}
    exec(source, names)  # noqa: S102 - our own source
    return names


def define_recorder() -> dict[str, Any]:
    """Return the names of the recorder, without its audit hook, which this process could never remove."""
    with patch.object(sys, "addaudithook"):
        return define(RECORDER_SOURCE)


def run_instrumented(source: str) -> tuple[object, set[str]]:
    """Return what `f(5)` of an instrumented program returns, and the locations that it reaches."""
    recorder = ModuleType(RECORDER_MODULE)
    vars(recorder).update(define_recorder())
    with TemporaryDirectory() as folder, patch.dict(os.environ, {REACH_VARIABLE: f"{folder}/reach"}):
        with patch.dict(sys.modules, {RECORDER_MODULE: recorder}):
            answer = define(instrument(source, "core.py"))["f"](5)
        reach_map = read_reach_map(Path(folder, "reach"))
    return answer, reach_map.shared.union(*reach_map.by_test.values())


SIMPLE_STATEMENTS = st.sampled_from(["total += N", "return total + N"])
COMPOUND_STATEMENTS = st.sampled_from(
    [
        "if N % 2:\n{}\nelse:\n{}",
        "for total in range(N % 3):\n{}\nelse:\n{}",
        "try:\n    total //= N % 2\n{}\nexcept ZeroDivisionError:\n{}",
        "try:\n{}\nfinally:\n    total += N\nif N % 3:\n{}",
        "match N % 3:\n  case 0:\n{}\n  case _:\n{}",
        "def g():\n    nonlocal total\n{}\ntotal += g() or N\nwith open(__file__):\n{}",
    ]
)


def compound(statements: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Generate a statement with two blocks of the given statements."""
    blocks = st.lists(statements, min_size=1, max_size=3).map(lambda lines: indent("\n".join(lines), "    "))
    return st.builds(str.format, COMPOUND_STATEMENTS, blocks, blocks)


def function_with(statement: str) -> str:
    """Return a function `f` with a statement in it, in which each N has become a different number."""
    numbers = count(100)
    text = f"def f(total):\n{indent(statement, '    ')}\n    return total\n"
    return re.sub("N", lambda _: f"{next(numbers)}", text)


programs = st.recursive(SIMPLE_STATEMENTS, compound, max_leaves=12).map(function_with)
