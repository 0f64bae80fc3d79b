"""Finds out where a mutant differs from its program, and what may notice that."""

import ast
from copy import copy
from dataclasses import dataclass
from functools import cache

from workshop.variants.ast_blocks import Block, block_location, header_of, inner_blocks
from workshop.variants.reach_map import DEFAULTS_OF
from workshop.variants.stubs import FunctionNode


@dataclass(frozen=True)
class MutationSite:
    """Where a mutated source differs: in `block`, the innermost that holds all of it.

    The outermost function around it, with the block `body`, is `function`, and stands in these lines of the source. It
    may also be just its default values that differ. If it `runs_lazily`, as a generator and a coroutine do, who has
    called it has not entered it yet, and has what it was.
    """

    block: str
    body: str
    function: str
    first_line: int
    last_line: int
    changes_defaults: bool = False
    runs_lazily: bool = False

    @property
    def locations(self) -> set[str]:
        """The places to one of which a test must come to notice."""
        return {self.block} | ({DEFAULTS_OF + self.function} if self.changes_defaults else set())


def find_mutation_site(text: str, mutated: str, file: str) -> MutationSite | None:
    """Return where a mutated source differs, if that is inside a function or in constants that are its default values.

    None means that it runs at import, or may, or that what it does may be remembered: no test can then be said not to
    notice.
    """
    original, other = _parse_once(text).body, ast.parse(mutated).body
    lines = text.split("\n"), mutated.split("\n")
    classes: list[str] = []
    functions: list[tuple[FunctionNode, FunctionNode]] = []
    while pair := _only_difference(original, other, lines):
        statement, changed = pair
        inner = _changed_inside(statement, changed) or (None if functions else _below_defaults(statement, changed))
        if not inner:
            break
        original, other = inner
        if isinstance(statement, FunctionNode) and isinstance(changed, FunctionNode):
            functions.append((statement, changed))
        elif isinstance(statement, ast.ClassDef) and not functions:
            classes.append(statement.name)
    if not functions or any(_may_be_felt_outside(*pair) for pair in functions):
        return None
    (outermost, changed_outermost), (function, changed_function) = functions[0], functions[-1]
    if _names(function) != _names(changed_function):  # one more is local, or one less, in all of the function
        original = function.body
    return MutationSite(
        block=block_location(original, file),
        body=block_location(outermost.body, file),
        function=".".join([*classes, outermost.name]),
        first_line=_first_line(changed_outermost),
        last_line=changed_outermost.end_lineno or 0,
        changes_defaults=header_of(outermost) != header_of(changed_outermost),
        runs_lazily=isinstance(outermost, ast.AsyncFunctionDef) or _yields(outermost),
    )


@cache
def _parse_once(text: str) -> ast.Module:
    return ast.parse(text)


def _only_difference(
    original: Block, mutated: Block, lines: tuple[list[str], list[str]]
) -> tuple[ast.stmt, ast.stmt] | None:
    """Return the one statement in which two blocks differ, as it is in both; None if there are more."""
    pairs = [pair for pair in zip(original, mutated, strict=False) if _differ(*pair, *lines)]
    return pairs[0] if len(original) == len(mutated) and len(pairs) == 1 else None


def _changed_inside(one: ast.stmt, other: ast.stmt) -> tuple[Block, Block] | None:
    """Return the one block in which two statements differ, as it is in both; None if they differ elsewhere."""
    if header_of(one) != header_of(other):
        return None
    inner = [
        pair for pair in zip(inner_blocks(one), inner_blocks(other), strict=True) if _dump(pair[0]) != _dump(pair[1])
    ]
    return inner[0] if len(inner) == 1 and inner[0][0] else None


def _below_defaults(one: ast.stmt, other: ast.stmt) -> tuple[Block, Block] | None:
    """Return the bodies of two functions that differ in constants that are default values, and nowhere else."""
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
    """Return whether two statements differ; where their text is the same, which is seen faster, they do not."""
    same_text = one.col_offset == other.col_offset and _text(one, lines) == _text(other, other_lines)
    return not same_text and ast.dump(one) != ast.dump(other)


def _text(statement: ast.stmt, lines: list[str]) -> list[str]:
    return lines[_first_line(statement) - 1 : statement.end_lineno]


def _first_line(statement: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(statement, "decorator_list", [])
    return min([statement.lineno, *(each.lineno for each in decorators)])


def _may_be_felt_outside(function: FunctionNode, changed: FunctionNode) -> bool:
    """Return whether who does not enter a function may notice that it has changed."""
    is_remembered = any("cache" in ast.unparse(decorator) for decorator in function.decorator_list)
    return is_remembered or _shown_outside(function) != _shown_outside(changed)


def _shown_outside(function: FunctionNode) -> tuple[str | None, bool, bool]:
    """Return what a function shows before it is entered: its docstring, if it yields, and if it knows its class."""
    names = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
    knows_class = not names.isdisjoint({"super", "__class__"})
    return ast.get_docstring(function, clean=False), _yields(function), knows_class


def _yields(function: FunctionNode) -> bool:
    return any(isinstance(node, ast.Yield | ast.YieldFrom) for node in ast.walk(function))


def _names(function: FunctionNode) -> set[str]:
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
