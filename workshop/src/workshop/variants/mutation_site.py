"""Finds where a mutant differs from its program, and which tests could notice."""

import ast
from dataclasses import dataclass
from functools import cache

from workshop.variants.ast_blocks import block_location, header_of
from workshop.variants.ast_diff import bodies_if_only_defaults_differ, changed_block, first_line_of, only_difference
from workshop.variants.function_code import pack_function, qualified_name
from workshop.variants.reach_map import DEFAULTS_OF
from workshop.variants.stubs import FunctionNode


@dataclass(frozen=True)
class MutationSite:
    """Where a mutated source differs: in `block`, the innermost block that contains the whole difference.

    `function` is the qualified name of the outermost function around it, `body` that function's own block,
    `first_line` its line, and `code` what `pack_function` returns for the mutated one. The difference may be in the
    function's default values too. A function that `runs_lazily`, a generator or a coroutine, doesn't enter its body
    when it's called: an object that was made before the mutant was applied still runs the original.
    """

    block: str
    body: str
    function: str
    first_line: int
    code: str
    changes_defaults: bool = False
    runs_lazily: bool = False

    @property
    def locations(self) -> set[str]:
        """The locations of which a test must reach at least one to notice the difference."""
        return {self.block} | ({DEFAULTS_OF + self.function} if self.changes_defaults else set())


def find_mutation_site(text: str, mutated: str, file: str) -> MutationSite | None:
    """Return where a mutated source differs, if that's inside a function or in default values that are constants.

    None means that any test could notice: the changed code runs at import, or may, or its results may be cached.
    """
    module = ast.parse(mutated)
    original, other = _parse_once(text).body, module.body
    lines = text.split("\n"), mutated.split("\n")
    classes: list[ast.ClassDef] = []
    functions: list[tuple[FunctionNode, FunctionNode]] = []
    while pair := only_difference(original, other, lines):
        statement, changed = pair
        inner = changed_block(statement, changed) or (
            None if functions else bodies_if_only_defaults_differ(statement, changed)
        )
        if not inner:
            break
        original, other = inner
        if isinstance(statement, FunctionNode) and isinstance(changed, FunctionNode):
            functions.append((statement, changed))
        elif isinstance(changed, ast.ClassDef) and not functions:
            classes.append(changed)
    if not functions or any(_shows_from_outside(*pair) for pair in functions):
        return None
    (outermost, changed_outermost), (function, changed_function) = functions[0], functions[-1]
    if _names(function) != _names(changed_function):  # a name became local, or stopped being so, in the whole function
        original = function.body
    changes_defaults = header_of(outermost) != header_of(changed_outermost)
    return MutationSite(
        block=block_location(original, file),
        body=block_location(outermost.body, file),
        function=qualified_name(classes, outermost),
        first_line=first_line_of(changed_outermost),
        code=pack_function(module, classes, changed_outermost, with_defaults=changes_defaults),
        changes_defaults=changes_defaults,
        runs_lazily=isinstance(outermost, ast.AsyncFunctionDef) or _yields(outermost),
    )


@cache
def _parse_once(text: str) -> ast.Module:
    return ast.parse(text)


def _shows_from_outside(function: FunctionNode, changed: FunctionNode) -> bool:
    """Return whether a change of a function can be noticed without entering it."""
    is_cached = any("cache" in ast.unparse(decorator) for decorator in function.decorator_list)
    return is_cached or _outside_view(function) != _outside_view(changed)


def _outside_view(function: FunctionNode) -> tuple[str | None, bool, bool]:
    """Return what can be seen of a function without entering it.

    That is its docstring, whether it's a generator, and whether it has a `__class__` cell.
    """
    names = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
    has_class_cell = not names.isdisjoint({"super", "__class__"})
    return ast.get_docstring(function, clean=False), _yields(function), has_class_cell


def _yields(function: FunctionNode) -> bool:
    return any(isinstance(node, ast.Yield | ast.YieldFrom) for node in ast.walk(function))


def _names(function: FunctionNode) -> set[str]:
    """Return the names that a function binds, or declares global or nonlocal."""
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
