"""Finds out which blocks of a program a test reaches: a test that never enters a block cannot notice a bug in it.

The program is rewritten so that every block of a function first notes, in a file, that it was entered, and under which
test: where pytest runs, `current` is told which, and a process that a test starts knows it from the environment.
"""

import ast
import json
from collections import defaultdict
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TypeAlias

from workshop.hollow import Function

Block: TypeAlias = list[ast.stmt]
BLOCKS = ("body", "orelse", "finalbody")

NOTE = "workshop_reach"  # the module that takes notes in a rewritten program
NOTES_FILE = "notes.jsonl"  # in the folder of a worker
VARIABLE = "WORKSHOP_REACH"  # the environment variable that names the file of notes

TAKES_NOTES = f'''
import json
import os

current = os.environ.get("PYTEST_CURRENT_TEST", "")
_noted = set()


def reached(place):
    """Note once that the current test has come to a place."""
    if (current, place) not in _noted:
        _noted.add((current, place))
        with open(os.environ["{VARIABLE}"], "a", encoding="utf-8", errors="backslashreplace") as notes:
            notes.write(json.dumps([current, place]) + "\\n")
'''


def noting(text: str, file: str) -> str:
    """Return the source in which every block of a function notes that it was entered."""
    tree = ast.parse(text)
    for block in list(_blocks_in_functions(tree.body)):
        block.insert(_has_docstring(block), ast.parse(f"_workshop_reached({_place(block, file)!r})").body[0])
    future = [node for node in tree.body if isinstance(node, ast.ImportFrom) and node.module == "__future__"]
    first = tree.body.index(future[-1]) + 1 if future else _has_docstring(tree.body)
    tree.body.insert(first, ast.parse(f"from {NOTE} import reached as _workshop_reached").body[0])
    return ast.unparse(tree)


@dataclass(frozen=True)
class Change:
    """Where a mutated source differs: in `block`, the innermost that holds all of it.

    The outermost function around it, with the block `body`, is `function`, and stands in these lines of the source.
    """

    block: str
    body: str
    function: str
    first_line: int
    last_line: int


def find_change(text: str, mutated: str, file: str) -> Change | None:
    """Return where a mutated source differs, if that is inside a function.

    None means that it runs at import, or may, or that what it does may be remembered: no test can then be said not to
    notice.
    """
    original, other = _parse_once(text).body, ast.parse(mutated).body
    lines = text.split("\n"), mutated.split("\n")
    classes: list[str] = []
    functions: list[tuple[Function, Function]] = []
    while inner := _changed_inside(original, other, lines):
        statement, changed, original, other = inner
        if isinstance(statement, Function) and isinstance(changed, Function):
            functions.append((statement, changed))
        elif isinstance(statement, ast.ClassDef) and not functions:
            classes.append(statement.name)
    if not functions or any(_may_be_felt_outside(*pair) for pair in functions):
        return None
    (outermost, changed_outermost), (function, changed_function) = functions[0], functions[-1]
    if _names(function) != _names(changed_function):  # one more is local, or one less, in all of the function
        original = function.body
    return Change(
        block=_place(original, file),
        body=_place(outermost.body, file),
        function=".".join([*classes, outermost.name]),
        first_line=_first_line(changed_outermost),
        last_line=changed_outermost.end_lineno or 0,
    )


@cache
def _parse_once(text: str) -> ast.Module:
    return ast.parse(text)


def _changed_inside(
    original: Block, mutated: Block, lines: tuple[list[str], list[str]]
) -> tuple[ast.stmt, ast.stmt, Block, Block] | None:
    """Return the one statement, and the one block in it, in which two blocks differ; None if they differ elsewhere."""
    pairs = [pair for pair in zip(original, mutated, strict=False) if _differ(*pair, *lines)]
    if len(original) != len(mutated) or len(pairs) != 1 or _header(pairs[0][0]) != _header(pairs[0][1]):
        return None
    one, other = pairs[0]
    inner = [pair for pair in zip(_inner(one), _inner(other), strict=True) if _dump(pair[0]) != _dump(pair[1])]
    return (one, other, *inner[0]) if len(inner) == 1 and inner[0][0] else None


def _differ(one: ast.stmt, other: ast.stmt, lines: list[str], other_lines: list[str]) -> bool:
    """Return whether two statements differ; where their text is the same, which is seen faster, they do not."""
    same_text = one.col_offset == other.col_offset and _text(one, lines) == _text(other, other_lines)
    return not same_text and ast.dump(one) != ast.dump(other)


def _text(statement: ast.stmt, lines: list[str]) -> list[str]:
    return lines[_first_line(statement) - 1 : statement.end_lineno]


def _first_line(statement: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(statement, "decorator_list", [])
    return min([statement.lineno, *(each.lineno for each in decorators)])


def _may_be_felt_outside(function: Function, changed: Function) -> bool:
    """Return whether who does not enter a function may notice that it has changed."""
    is_remembered = any("cache" in ast.unparse(decorator) for decorator in function.decorator_list)
    return is_remembered or _shown_outside(function) != _shown_outside(changed)


def _shown_outside(function: Function) -> tuple[str | None, bool, bool]:
    """Return what a function shows before it is entered: its docstring, if it yields, and if it knows its class."""
    nodes = list(ast.walk(function))
    yields = any(isinstance(node, ast.Yield | ast.YieldFrom) for node in nodes)
    knows_class = any(isinstance(node, ast.Name) and node.id in {"super", "__class__"} for node in nodes)
    return ast.get_docstring(function, clean=False), yields, knows_class


def _names(function: Function) -> set[str]:
    """Return the names that a function binds or declares."""
    names = set()
    for node in ast.walk(function):
        match node:
            case ast.Name(name, ast.Store() | ast.Del()) | ast.ExceptHandler(name=str(name)) | ast.alias(name):
                names.add(name)
            case ast.FunctionDef(name) | ast.AsyncFunctionDef(name) | ast.ClassDef(name):
                names.add(name)
            case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)) | ast.MatchMapping(rest=str(name)):
                names.add(name)
            case ast.Global(some) | ast.Nonlocal(some):
                names.update(f"{type(node).__name__} {name}" for name in some)
    return names


def _blocks_in_functions(block: Block, *, is_in_function: bool = False) -> Iterator[Block]:
    for statement in block:
        for inner in filter(None, _inner(statement)):
            is_inside = is_in_function or isinstance(statement, Function)
            if is_inside:
                yield inner
            yield from _blocks_in_functions(inner, is_in_function=is_inside)


def _parts(statement: ast.stmt) -> list[ast.AST]:
    """Return what has the blocks of a statement: itself, its handlers and its cases."""
    return [statement, *getattr(statement, "handlers", []), *getattr(statement, "cases", [])]


def _inner(statement: ast.stmt) -> list[Block]:
    """Return the blocks of a statement: its body, branches, handlers and cases; some may be empty."""
    return [getattr(part, name) for part in _parts(statement) for name in BLOCKS if hasattr(part, name)]


def _header(statement: ast.stmt) -> list[str]:
    """Return all of a statement but its blocks."""
    headers = [copy(part) for part in _parts(statement)]
    for header in headers:
        for name in (*BLOCKS, "handlers", "cases"):
            if hasattr(header, name):
                setattr(header, name, [])
    return [ast.dump(header) for header in headers]


def _dump(block: Block) -> list[str]:
    return [ast.dump(statement) for statement in block]


def _has_docstring(block: Block) -> bool:
    match block:
        case [ast.Expr(ast.Constant(str())), *_]:
            return True
    return False


def _place(block: Block, file: str) -> str:
    """Return a name for a block: longer than 20 characters, or Hypothesis would try it as an input."""
    return f"the block of {file} that begins at {block[0].lineno}:{block[0].col_offset}"


@dataclass
class Reached:
    """Which blocks were entered in the call of each test, which outside any call, and which before the first test.

    The second ran in a fixture, which may be shared, or at import: every test may depend on them.
    """

    by_test: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    by_all: set[str] = field(default_factory=set)
    at_import: set[str] = field(default_factory=set)


def read_notes(notes: Path) -> Reached:
    """Return what was noted in a file; it is not there where nothing was."""
    reached = Reached()
    for line in notes.read_text(encoding="utf-8").splitlines() if notes.exists() else ():
        test, block = json.loads(line)
        name, _, phase = test.rpartition(" ")
        if phase == "(call)":
            reached.by_test[name].add(block)
        else:
            reached.by_all.add(block)
        if not test:
            reached.at_import.add(block)
    return reached
