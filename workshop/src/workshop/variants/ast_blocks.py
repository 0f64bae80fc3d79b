"""The blocks of a source: what is indented together below a statement."""

import ast
from collections.abc import Iterator
from copy import copy
from typing import TypeAlias

from workshop.variants.stubs import FunctionNode

Block: TypeAlias = list[ast.stmt]
BLOCKS = ("body", "orelse", "finalbody")


def blocks_in_functions(block: Block, *, is_in_function: bool = False) -> Iterator[Block]:
    """Yield all blocks below a block that are inside a function."""
    for statement in block:
        for inner in filter(None, inner_blocks(statement)):
            is_inside = is_in_function or isinstance(statement, FunctionNode)
            if is_inside:
                yield inner
            yield from blocks_in_functions(inner, is_in_function=is_inside)


def _parts(statement: ast.stmt) -> list[ast.AST]:
    """Return what has the blocks of a statement: itself, its handlers and its cases."""
    return [statement, *getattr(statement, "handlers", []), *getattr(statement, "cases", [])]


def inner_blocks(statement: ast.stmt) -> list[Block]:
    """Return the blocks of a statement: its body, branches, handlers and cases; some may be empty."""
    return [getattr(part, name) for part in _parts(statement) for name in BLOCKS if hasattr(part, name)]


def header_of(statement: ast.stmt) -> list[str]:
    """Return all of a statement but its blocks."""
    headers = [copy(part) for part in _parts(statement)]
    for header in headers:
        for name in (*BLOCKS, "handlers", "cases"):
            if hasattr(header, name):
                setattr(header, name, [])
    return [ast.dump(header) for header in headers]


def has_docstring(block: Block) -> bool:
    """Return whether a block begins with a docstring."""
    match block:
        case [ast.Expr(ast.Constant(str())), *_]:
            return True
    return False


def block_location(block: Block, file: str) -> str:
    """Return a name for a block: longer than 20 characters, or Hypothesis would try it as an input."""
    return f"the block of {file} that begins at {block[0].lineno}:{block[0].col_offset}"
