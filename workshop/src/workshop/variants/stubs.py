"""Stubs of a program: the same names, but functions with nothing in them."""

import ast
from functools import lru_cache
from typing import TypeAlias

FunctionNode: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef

# The error derives from BaseException, so that `pytest.raises(Exception)` doesn't accept it.
RAISING = 'raise type("StubError", (BaseException,), {})("this function is a stub")'
SILENT = "return None"


@lru_cache(maxsize=64)  # every suite that is judged needs them again
def with_stubs(text: str, body: str) -> str:
    """Return the source with `body`, one statement, as the body of every function and method; lambdas stay."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, FunctionNode):
            node.body = ast.parse(body).body
    return ast.unparse(tree)
