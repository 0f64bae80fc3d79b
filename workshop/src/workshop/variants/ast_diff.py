"""Compares two versions of a source, statement by statement and block by block."""

import ast
from copy import copy

from workshop.variants.ast_blocks import Block, header_of, inner_blocks
from workshop.variants.stubs import FunctionNode


def only_difference(
    original: Block, mutated: Block, lines: tuple[list[str], list[str]]
) -> tuple[ast.stmt, ast.stmt] | None:
    """Return the only statement in which two blocks differ, in both versions; None if there are more."""
    pairs = [pair for pair in zip(original, mutated, strict=False) if _differ(*pair, *lines)]
    return pairs[0] if len(original) == len(mutated) and len(pairs) == 1 else None


def changed_block(one: ast.stmt, other: ast.stmt) -> tuple[Block, Block] | None:
    """Return the only block in which two statements differ, in both versions; None if they differ elsewhere too."""
    if header_of(one) != header_of(other):
        return None
    inner = [pair for pair in zip(inner_blocks(one), inner_blocks(other), strict=True) if not is_same(*pair)]
    return inner[0] if len(inner) == 1 and inner[0][0] else None


def bodies_if_only_defaults_differ(one: ast.stmt, other: ast.stmt) -> tuple[Block, Block] | None:
    """Return the bodies of two functions that differ only in default values that are constants; None otherwise."""
    if isinstance(one, FunctionNode) and isinstance(other, FunctionNode):
        return (one.body, other.body) if _without_constants(one) == _without_constants(other) else None
    return None


def _without_constants(function: FunctionNode) -> str:
    bare, bare.args = copy(function), copy(function.args)
    for name in ("defaults", "kw_defaults"):
        values = getattr(bare.args, name)
        setattr(bare.args, name, [ast.Constant(0) if isinstance(value, ast.Constant) else value for value in values])
    return ast.dump(bare)


def _differ(one: ast.stmt, other: ast.stmt, lines: list[str], other_lines: list[str]) -> bool:
    """Return whether two statements differ; their texts are compared first, which is faster."""
    same_text = one.col_offset == other.col_offset and _text(one, lines) == _text(other, other_lines)
    return not same_text and not is_same(one, other)


def _text(statement: ast.stmt, lines: list[str]) -> list[str]:
    return lines[first_line_of(statement) - 1 : statement.end_lineno]


def first_line_of(statement: ast.stmt) -> int:
    """Return the number of the first line of a statement, which may be that of a decorator."""
    decorators: list[ast.expr] = getattr(statement, "decorator_list", [])
    return min([statement.lineno, *(decorator.lineno for decorator in decorators)])


def is_same(one: object, other: object) -> bool:
    """Return whether two syntax trees, or lists of them, are the same, wherever they are in their sources."""
    if type(one) is not type(other):
        return False
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(is_same, one, other))
    if isinstance(one, ast.AST):
        return all(is_same(getattr(one, field, None), getattr(other, field, None)) for field in one._fields)
    return one == other
