"""The blocks of a source: lists of statements that are indented together below another statement."""

import ast
from collections.abc import Iterator
from copy import copy
from typing import TypeAlias

from workshop.variants.stubs import FunctionNode

Block: TypeAlias = list[ast.stmt]
BLOCK_FIELDS = ("body", "orelse", "finalbody")


def blocks_in_functions(block: Block, *, is_in_function: bool = False) -> Iterator[Block]:
    """Yield each block below a block that's inside a function."""
    for statement in block:
        for inner in filter(None, inner_blocks(statement)):
            is_inside = is_in_function or isinstance(statement, FunctionNode)
            if is_inside:
                yield inner
            yield from blocks_in_functions(inner, is_in_function=is_inside)


def _block_owners(statement: ast.stmt) -> list[ast.AST]:
    """Return the nodes that own a statement's blocks: the statement itself, its handlers and its cases."""
    return [statement, *getattr(statement, "handlers", []), *getattr(statement, "cases", [])]


def inner_blocks(statement: ast.stmt) -> list[Block]:
    """Return the blocks of a statement: its body, branches, handlers and cases; some may be empty."""
    return [getattr(owner, name) for owner in _block_owners(statement) for name in BLOCK_FIELDS if hasattr(owner, name)]


def header_of(statement: ast.stmt) -> list[str]:
    """Return a dump of a statement without its blocks."""
    headers = [copy(owner) for owner in _block_owners(statement)]
    for header in headers:
        for name in (*BLOCK_FIELDS, "handlers", "cases"):
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
    """Return the location of a block as text, which must be long.

    Instrumented sources contain these texts, and Hypothesis tries strings of up to 20 characters in a source as inputs.
    """
    return f"the block of {file} that begins at {block[0].lineno}:{block[0].col_offset}"
