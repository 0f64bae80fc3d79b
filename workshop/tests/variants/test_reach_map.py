"""Which blocks a test reaches, and which block has a bug: in a block that is not reached no bug can be noticed."""

import os
import re
import subprocess
import sys
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import indent
from types import ModuleType
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.mutants.mutant import Mutant
from workshop.variants.instrument import RECORDER_MODULE, RECORDER_SOURCE, instrument
from workshop.variants.mutation_site import MutationSite, find_mutation_site
from workshop.variants.reach_map import REACH_VARIABLE, read_reach_map

PROGRAM = '''"""Of the blocks of functions, those whose first line ends in `# in` are entered by `f(5)`."""
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


def enter(source: str) -> tuple[object, set[str]]:
    """Return what `f(5)` of a program returns that takes notes, and the blocks that it notes."""
    notes = ModuleType(RECORDER_MODULE)
    vars(notes).update(define_notes())
    with TemporaryDirectory() as folder, patch.dict(os.environ, {REACH_VARIABLE: f"{folder}/notes"}):
        with patch.dict(sys.modules, {RECORDER_MODULE: notes}):
            returned = define(instrument(source, "core.py"))["f"](5)
        reached = read_reach_map(Path(folder, "notes"))
    return returned, reached.shared.union(*reached.by_test.values())


def define(source: str) -> dict[str, Any]:
    """Return what a program defines."""
    names: dict[str, Any] = {"__file__": __file__}
    exec(source, names)  # noqa: S102 - our own source
    return names


def define_notes() -> dict[str, Any]:
    """Return what takes notes; it does not look at what this process does, which it would do for ever."""
    with patch.object(sys, "addaudithook"):
        return define(RECORDER_SOURCE)


def block_at(line: int) -> str:
    """Return the name of the block of PROGRAM that begins at this line, counted from 0."""
    text = PROGRAM.splitlines()[line]
    return f"the block of core.py that begins at {line + 1}:{len(text) - len(text.lstrip())}"


def block(mutated: str) -> str | None:
    """Return the block of PROGRAM in which a mutant of it differs, if there is one."""
    change = find_mutation_site(PROGRAM, mutated, "core.py")
    return change.block if change else None


def test_the_blocks_that_are_entered_are_noted() -> None:
    """Every kind of block: of functions, branches, loops, `try`, `match` and `with`; and nothing at import."""
    marked = [number for number, line in enumerate(PROGRAM.splitlines()) if line.endswith("# in")]

    assert enter(PROGRAM)[1] == set(map(block_at, marked))


@pytest.mark.parametrize(
    "first",
    [
        pytest.param("", id="nothing before the function"),
        pytest.param("from __future__ import annotations\n" * 2, id="imports from the future"),
    ],
)
def test_what_takes_notes_has_its_docstrings(first: str) -> None:
    """A program may show them, and what must come first in it still does."""
    source = f'"""A."""\n{first}def f(_):\n    """B."""\n    return __doc__, f.__doc__\n'

    assert enter(source)[0] == ("A.", "B.")


def test_a_block_is_noted_once_by_each_test(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However often it is entered: a loop would fill the disk."""
    monkeypatch.setenv(REACH_VARIABLE, f"{tmp_path / 'notes'}")
    notes = define_notes()

    for notes["current_test"] in ("test_a (call)", "test_b (call)", "test_a (call)"):
        notes["record"]("a block")

    assert (tmp_path / "notes").read_text().splitlines() == [
        '["test_a (call)", "a block"]',
        '["test_b (call)", "a block"]',
    ]


STATEMENTS = st.sampled_from(["total += N", "return total + N"])
COMPOUNDS = st.sampled_from(
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
    """Generate a statement with two blocks of such statements."""
    blocks = st.lists(statements, min_size=1, max_size=3).map(lambda lines: indent("\n".join(lines), "    "))
    return st.builds(str.format, COMPOUNDS, blocks, blocks)


def program(statement: str) -> str:
    """Return a function with a statement in it, in which every N has become a number of its own."""
    numbers = count(100)
    text = f"def f(total):\n{indent(statement, '    ')}\n    return total\n"
    return re.sub("N", lambda _: f"{next(numbers)}", text)


programs = st.recursive(STATEMENTS, compound, max_leaves=12).map(program)


@given(source=programs)
def test_to_take_notes_changes_no_answer(source: str) -> None:
    """Of any program."""
    assert enter(source)[0] == define(source)["f"](5)


@given(data=st.data(), source=programs)
def test_a_bug_in_a_block_that_is_not_entered_changes_no_answer(data: st.DataObject, source: str) -> None:
    """The promise: who does not enter the block that is named need not be run."""
    number = data.draw(st.sampled_from(re.findall(r"1\d\d", source)))
    mutated = source.replace(number, f"{int(number) + 1}")

    answer, entered = enter(source)

    change = find_mutation_site(source, mutated, "core.py")

    assert change
    assert change.block in entered or define(mutated)["f"](5) == answer


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        pytest.param("total = 0", "total = 1", 6, id="in a function"),
        pytest.param("+= 20", "+= 21", 11, id="in a branch"),
        pytest.param("+= 40", "+= 41; return 1", 19, id="in a loop"),
        pytest.param("/= 0", "/= 1", 21, id="in try"),
        pytest.param("+= 50", "+= 51", 23, id="in except"),
        pytest.param("+= 60", "+= 61", 27, id="in the else of try"),
        pytest.param("+= 70", "+= 71", 32, id="in a case"),
        pytest.param("= 80", "= 81", 36, id="in a function in a function"),
        pytest.param("return self", "return 0", 42, id="in a method"),
        pytest.param("number > LIMIT", "number < LIMIT", 6, id="the condition of if: around it"),
        pytest.param("elif number", "elif step", 10, id="the condition of elif: around it"),
        pytest.param("total < 3", "total < 4", 6, id="the condition of while: around it"),
        pytest.param("ValueError", "KeyError", 6, id="what is caught: around it"),
        pytest.param("case 1:", "case 2:", 6, id="a pattern: around it"),
        pytest.param("inner(", "inner(a, ", 6, id="the signature of a function in a function: around it"),
        pytest.param("20\n    else:\n", "20\n", 10, id="a branch less: around it"),
        pytest.param("+= 40\n", "+= 40\n    else:\n        total = 1\n", 6, id="a branch more: around it"),
        pytest.param("return Counter", "pass\n    return Counter", 6, id="a statement outdented: around it"),
        pytest.param(
            "number:\n        total += 20",
            "step:\n        total += 21",
            10,
            id="a branch and its condition: around both",
        ),
        pytest.param(
            "20\n    else:\n        total +=", "2\n    else:\n        total -=", 10, id="two branches: around both"
        ),
        pytest.param("1\ndef two(): return 2", "2\ndef two(): return 1", None, id="in two functions"),
        pytest.param("LIMIT = 3", "LIMIT = 4", None, id="a constant"),
        pytest.param("step=1", "step=2", 6, id="a constant that is a default: in its function"),
        pytest.param("step=1", "step=LIMIT", None, id="a default that is no constant"),
        pytest.param("step=1", "pace=1", None, id="a name"),
        pytest.param("step=1", "step=1, more=2", None, id="a default more"),
        pytest.param("more=1", "more=2", 6, id="a default of a function in a function: around it"),
        pytest.param("f(number,", "f(number, /,", None, id="a signature"),
        pytest.param("start = 90", "start = 91", None, id="in a class"),
    ],
)
def test_the_block_of_a_change_is_found(old: str, new: str, line: int | None) -> None:
    """The innermost that holds all of it; none where it is felt at import."""
    mutated = Mutant("a", "core.py", old, new, why="").applied_to(PROGRAM)

    assert block(mutated) == (None if line is None else block_at(line))


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        pytest.param("total += 20", "LIMIT = 20", 6, id="the name is local now in the whole function"),
        pytest.param("total += 20", "global other; other = 20", 6, id="the name is global now in the whole function"),
        pytest.param(
            "total += 20", "match number:\n            case other: pass", 6, id="a pattern has one more local name"
        ),
        pytest.param("total += 20", "yield 20", None, id="the function is a generator now"),
        pytest.param("total += 20", "super()", None, id="the function has to know its class now"),
        pytest.param("Return a number", "Return it", None, id="a docstring can be read without a call"),
    ],
)
def test_a_change_may_be_felt_outside_the_block_that_holds_it(old: str, new: str, line: int | None) -> None:
    """Then no test that comes to that place, and to no block in it, can be said not to notice."""
    mutated = Mutant("a", "core.py", old, new, why="").applied_to(PROGRAM)

    assert block(mutated) == (None if line is None else block_at(line))


def test_the_outermost_function_around_a_change_is_found() -> None:
    """By its whole name, its block, and the lines that it has in the mutant, with what decorates it."""
    source = """class A:
    class B:
        @one
        @two
        def f(self):
            def g():
                return 1
"""

    change = find_mutation_site(source, source.replace("return 1", "pass\n                return 2"), "core.py")

    assert change == MutationSite(
        block="the block of core.py that begins at 7:16",
        body="the block of core.py that begins at 6:12",
        function="A.B.f",
        first_line=3,
        last_line=8,
    )


@pytest.mark.parametrize(
    ("old", "new", "looks"),
    [
        pytest.param("a=1", "a=2", {"the defaults of all functions named A.f"}, id="of any argument"),
        pytest.param("b=1", "b=2", {"the defaults of all functions named A.f"}, id="of one that is named in each call"),
        pytest.param("return 1", "return 2", set(), id="if that is where the change is"),
    ],
)
def test_who_looks_at_default_values_may_notice(old: str, new: str, looks: set[str]) -> None:
    """Without a call; and who calls the function may, too."""
    source = "class A:\n    def f(self, a=1, *, b=1):\n        return 1\n"

    change = find_mutation_site(source, source.replace(old, new), "core.py")

    assert change
    assert change.locations == {"the block of core.py that begins at 3:8"} | looks


@pytest.mark.parametrize(
    ("statement", "looks"),
    [
        pytest.param("inspect.signature(core.f)", {"f"}, id="inspect"),
        pytest.param("core.Counter.method.__kwdefaults__", {"Counter.method"}, id="one by one"),
        pytest.param("core.f.__defaults__ = (2,)", {"f"}, id="to set them"),
        pytest.param("core.f.__doc__", set(), id="a look at something else"),
        pytest.param("inspect.signature(inspect.signature)", set(), id="a look at something else's"),
    ],
)
def test_a_look_at_default_values_is_noted(statement: str, looks: set[str], tmp_path: Path) -> None:
    """By a process that has the program that takes notes, whoever it is that looks."""
    (tmp_path / f"{RECORDER_MODULE}.py").write_text(RECORDER_SOURCE)
    (tmp_path / "core.py").write_text(instrument(PROGRAM, "core.py"))
    environment = {**os.environ, REACH_VARIABLE: f"{tmp_path / 'notes'}", "PYTEST_CURRENT_TEST": "test_a (call)"}

    subprocess.run(
        [sys.executable, "-c", f"import inspect, core; {statement}"], cwd=tmp_path, env=environment, check=True
    )

    noted = read_reach_map(tmp_path / "notes").by_test["test_a"]
    assert noted == {f"the defaults of all functions named {name}" for name in looks}


def test_what_is_written_otherwise_is_no_change() -> None:
    """Another layout of one function does not hide a change in another."""
    source = "def f():\n    return (1)\n\ndef g():\n    return 1\n"

    change = find_mutation_site(source, "def f():\n    return 1\n\ndef g():\n    return 2\n", "core.py")

    assert change
    assert change.function == "g"


def test_a_decorator_is_part_of_its_function() -> None:
    """One that changes is felt at import."""
    assert find_mutation_site("@one\ndef f():\n    return 1\n", "@two\ndef f():\n    return 1\n", "core.py") is None


def test_notes_are_read_by_test(tmp_path: Path) -> None:
    """What was noted in no test's call, such as at import and in a fixture, is for all of them."""
    (tmp_path / "notes").write_text(
        '["test_a[x y] (call)", "one"]\n["test_a[x y] (setup)", "two"]\n["", "three"]\n'
        '["test_b (call)", "one"]\n["test_a[x y] (call)", "four"]\n["test_b (teardown)", "five"]\n'
    )

    reached = read_reach_map(tmp_path / "notes")

    assert reached.by_test == {"test_a[x y]": {"one", "four"}, "test_b": {"one"}}
    assert reached.shared == {"two", "three", "five"}
    assert reached.at_import == {"three"}


def test_a_run_that_came_to_no_block_has_no_notes(tmp_path: Path) -> None:
    """There is no file then, and any test may be asked for."""
    reached = read_reach_map(tmp_path / "notes")

    assert (reached.by_test["test_a"], reached.shared) == (set(), set())
