"""Finds out where a mutant differs from its program, and what may notice that."""

import ast
from dataclasses import dataclass
from functools import cache

from workshop.blocks import Block, header_of, inner_blocks, place_of
from workshop.hollow import Function


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
        block=place_of(original, file),
        body=place_of(outermost.body, file),
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
    if len(original) != len(mutated) or len(pairs) != 1 or header_of(pairs[0][0]) != header_of(pairs[0][1]):
        return None
    one, other = pairs[0]
    inner = [
        pair for pair in zip(inner_blocks(one), inner_blocks(other), strict=True) if _dump(pair[0]) != _dump(pair[1])
    ]
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


def _dump(block: Block) -> list[str]:
    return [ast.dump(statement) for statement in block]
