"""Finds out which places of a program a test reaches: a test that never enters a block cannot notice a bug in it.

The program is rewritten so that every block of a function first notes, in a file, that it was entered, and under which
test: where pytest runs, `current` is told which, and a process that a test starts knows it from the environment. Python
itself tells when somebody looks at the default values of a function, as `inspect.signature` does: that is noted too.
"""

import ast
import json
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from workshop.variants.ast_blocks import blocks_in_functions, has_docstring, place_of

NOTE = "workshop_reach"  # the module that takes notes in a rewritten program
NOTES_FILE = "notes.jsonl"  # in the folder of a worker
VARIABLE = "WORKSHOP_REACH"  # the environment variable that names the file of notes
DEFAULTS_OF = "the defaults of all functions named "  # with the whole name: the place where somebody looks at them

TAKES_NOTES = f'''
import json
import os
import sys

current = os.environ.get("PYTEST_CURRENT_TEST", "")
_noted = set()


def reached(place):
    """Note once that the current test has come to a place."""
    if (current, place) not in _noted:
        _noted.add((current, place))
        with open(os.environ["{VARIABLE}"], "a", encoding="utf-8", errors="backslashreplace") as notes:
            notes.write(json.dumps([current, place]) + "\\n")


def look(event, arguments):
    """Note that somebody looks at the default values of a function of the program, or sets them."""
    if event.startswith("object.__") and arguments[1] in ("__defaults__", "__kwdefaults__"):
        function = arguments[0]
        if "_workshop_reached" in function.__globals__:
            reached("{DEFAULTS_OF}" + function.__qualname__)


sys.addaudithook(look)
'''


def instrument(text: str, file: str) -> str:
    """Return the source in which every block of a function notes that it was entered."""
    tree = ast.parse(text)
    for block in list(blocks_in_functions(tree.body)):
        block.insert(has_docstring(block), ast.parse(f"_workshop_reached({place_of(block, file)!r})").body[0])
    future = [node for node in tree.body if isinstance(node, ast.ImportFrom) and node.module == "__future__"]
    first = tree.body.index(future[-1]) + 1 if future else has_docstring(tree.body)
    tree.body.insert(first, ast.parse(f"from {NOTE} import reached as _workshop_reached").body[0])
    return ast.unparse(tree)


@dataclass
class ReachMap:
    """Which places were reached in the call of each test, which outside any call, and which before the first test.

    The second ran in a fixture, which may be shared, or at import: every test may depend on them.
    """

    by_test: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    by_all: set[str] = field(default_factory=set)
    at_import: set[str] = field(default_factory=set)


def read_reach_map(notes: Path) -> ReachMap:
    """Return what was noted in a file; it is not there where nothing was."""
    reached = ReachMap()
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
