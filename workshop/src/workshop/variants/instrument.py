"""Rewrites a program so that it records which of its blocks each test enters.

Every block of a function first calls `record`, from a module that's added to the program. `record` writes a location to
a file, once per test. In the process of pytest the plugin sets `current_test`; a process that a test starts reads it
from the environment. An audit hook records when code reads or sets a function's default values, as `inspect.signature`
does.
"""

import ast

from workshop.variants.ast_blocks import block_location, blocks_in_functions, has_docstring
from workshop.variants.reach_map import DEFAULTS_OF, REACH_VARIABLE

RECORDER_MODULE = "workshop_recorder"  # the module that's added to an instrumented program
RECORDER_SOURCE = f'''
import json
import os
import sys

current_test = os.environ.get("PYTEST_CURRENT_TEST", "")
_recorded = set()


def record(location):
    """Record once that the current test has reached a location."""
    if (current_test, location) not in _recorded:
        _recorded.add((current_test, location))
        with open(os.environ["{REACH_VARIABLE}"], "a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(json.dumps([current_test, location]) + "\\n")


def record_defaults(event, arguments):
    """Record that code reads or sets the default values of a function of the program."""
    if event.startswith("object.__") and arguments[1] in ("__defaults__", "__kwdefaults__"):
        function = arguments[0]
        if "_workshop_record" in function.__globals__:
            record("{DEFAULTS_OF}" + function.__qualname__)


sys.addaudithook(record_defaults)
'''


def instrument(text: str, file: str) -> str:
    """Return the source with a call in every block of a function that records the block's location."""
    tree = ast.parse(text)
    for block in list(blocks_in_functions(tree.body)):
        block.insert(has_docstring(block), ast.parse(f"_workshop_record({block_location(block, file)!r})").body[0])
    future = [node for node in tree.body if isinstance(node, ast.ImportFrom) and node.module == "__future__"]
    first = tree.body.index(future[-1]) + 1 if future else has_docstring(tree.body)
    tree.body.insert(first, ast.parse(f"from {RECORDER_MODULE} import record as _workshop_record").body[0])
    return ast.unparse(tree)
