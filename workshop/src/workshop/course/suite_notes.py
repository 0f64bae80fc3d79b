"""Notes on a suite: tests that pytest won't run as they are written. Pure: it reads texts, and runs nothing.

What pytest collects: https://docs.pytest.org/en/stable/explanation/goodpractices.html#test-discovery
"""

import ast
import re
import warnings
from collections.abc import Container, Iterator
from dataclasses import dataclass
from itertools import pairwise

from workshop.course.suite_files import files_with_tests
from workshop.judging.session import SuiteFiles

TEST_NAMES = ("test_", "Test")  # how the names of functions and classes begin
SETTINGS_FILES = ("pytest.ini", "pytest.toml", "pyproject.toml", "tox.ini", "setup.cfg")
USE_USUAL_NAMES = "use the usual names, test_ for files and functions, and Test for classes"
SETTINGS = {  # by how their lines begin: what to do without them
    re.compile(r"python_(files|classes|functions)\b|.*--doctest-(modules|glob)\b"): USE_USUAL_NAMES,
    re.compile(r"(anyio|asyncio)_mode\b"): "mark each async test with @pytest.mark.anyio",
    re.compile(r"pythonpath\s*=(?!\W*$)"): "keep a module beside the tests that import it",  # "." is there anyway
    re.compile(r"log_level\b"): "set the level in the test, with caplog.set_level",
    re.compile(r"addopts\b.*[\s\"'=]-p[\s\"',]*(?!no:)\w"): "name the plugin in conftest.py, in pytest_plugins",
    re.compile(r"usefixtures\b"): "mark the tests with @pytest.mark.usefixtures",
}
IN_FILE = "pytest doesn't look for tests in this file: start its name with test_"
IN_CLASS = "pytest doesn't look for tests in this class: start its name with Test"
WITH_INIT = "pytest skips this class, because it has an __init__: use a fixture instead"

Function = ast.FunctionDef | ast.AsyncFunctionDef
Found = Iterator[tuple[int, str]]  # a line and what there is to say about it


@dataclass(frozen=True)
class Note:
    """What a learner should know about a line in a file of the suite; lines count from 1."""

    file: str
    line: int
    text: str


def suite_notes(suite: SuiteFiles) -> list[Note]:
    """Return the notes on a suite, in the order of its files and lines.

    There's none on what may be right, such as a test that something else in the suite uses, nor on a file that can't be
    parsed.
    """
    modules = {name: tree for name, text in suite.items() if name.endswith(".py") and (tree := _parsed(text))}
    used = {name for tree in modules.values() for name in (*_used_names(tree), *_imported_names(tree))}
    collected = files_with_tests(suite)
    notes = [note for file in SETTINGS_FILES if file in suite for note in _settings(file, suite[file])]
    is_usual = not any(note.text.endswith(USE_USUAL_NAMES) for note in notes)
    for file, tree in modules.items():
        if file in collected:
            found = sorted([*_repeated(tree), *_nested(tree), *_in_classes(tree, used)])
            notes += [Note(file, line, text) for line, text in found if is_usual or text != IN_CLASS]
        elif is_usual and file.rpartition("/")[2].removesuffix(".py") not in {"conftest", *used}:
            notes += [Note(file, test.lineno, IN_FILE) for test in tree.body if _has_tests(test)][:1]
    return notes


def _settings(file: str, text: bytes) -> Iterator[Note]:
    """Yield notes on the settings by which pytest would collect more tests, or run them in another way."""
    for number, line in enumerate(text.decode(errors="replace").splitlines(), start=1):
        for pattern, advice in SETTINGS.items():
            if pattern.match(line.strip()):
                yield Note(file, number, f"the tests were run without this setting: {advice}")


def _parsed(text: bytes) -> ast.Module | None:
    """Return the tree of a module, None if it can't be parsed: pytest says more about that than a note."""
    try:
        with warnings.catch_warnings(action="ignore"):  # of escapes in strings, which pytest reports
            return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _repeated(tree: ast.Module) -> Found:
    """Yield the tests whose name is taken again in the same module or class, unless they are used before that."""
    for scope in ast.walk(tree):
        if isinstance(scope, ast.Module | ast.ClassDef):
            places: dict[str, list[int]] = {}
            for place, statement in enumerate(scope.body):
                places.setdefault(_defined_name(statement), []).append(place)
            for name, of_name in places.items():
                for first, second in pairwise(of_name if name.startswith(TEST_NAMES) else ()):
                    if not any(name in _used_names(each) for each in scope.body[first + 1 : second + 1]):
                        line = scope.body[second].lineno
                        text = f"this {name} never runs: line {line} gives its name to something else; rename one"
                        yield scope.body[first].lineno, text


def _nested(tree: ast.Module) -> Found:
    """Yield the tests that are defined in a function which doesn't use them."""
    for outer in ast.walk(tree):
        if isinstance(outer, Function):
            unused = (each for each in outer.body if _is_test(each) and _defined_name(each) not in _used_names(outer))
            for inner in unused:
                text = f"{_defined_name(inner)} never runs: it's inside {outer.name}; move it out"
                yield inner.lineno, text


def _in_classes(tree: ast.Module, used: Container[str]) -> Found:
    """Yield the classes with tests that pytest doesn't look into.

    A class with a base may be a TestCase, one that's used may be a helper, and `__test__` says what its author wants.
    """
    for each in tree.body:
        if isinstance(each, ast.ClassDef) and not each.bases and each.name not in used:
            names = {_defined_name(part) for part in each.body}
            if not any(map(_is_test, each.body)) or "__test__" in names:
                continue
            if not each.name.startswith("Test"):
                yield each.lineno, IN_CLASS
            elif "__init__" in names:
                yield each.lineno, WITH_INIT


def _has_tests(statement: ast.stmt) -> bool:
    """Return whether a statement defines a test, or a class of tests."""
    if isinstance(statement, ast.ClassDef):
        return statement.name.startswith("Test") and any(map(_is_test, statement.body))
    return _is_test(statement)


def _is_test(statement: ast.stmt) -> bool:
    return isinstance(statement, Function) and statement.name.startswith("test_")


def _defined_name(statement: ast.stmt) -> str:
    """Return the name that a statement gives to a function, a class or a value, "" if it doesn't."""
    match statement:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return f"{name}"
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name), value=ast.expr()):
            return f"{name}"
    return ""


def _used_names(tree: ast.AST) -> set[str]:
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Store)}


def _imported_names(tree: ast.Module) -> Iterator[str]:
    """Yield the parts of the names that a module may import; plugins of pytest are named by strings."""
    for node in ast.walk(tree):
        dotted: list[str | None] = []
        if isinstance(node, ast.Import | ast.ImportFrom):
            dotted = [getattr(node, "module", None), *(alias.name for alias in node.names)]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            dotted = [node.value]
        yield from (part for name in dotted if name for part in name.split("."))
