"""The program as tests have imported it: a template that becomes one mutant after another, each in a fork.

A function gets the code that it has in the mutated file, which has replaced the original under the same path. That is
the same as importing the mutated file if the function hasn't been entered since, the file differs nowhere else, and the
old function differs from the new one only in what it does when it's entered (`workshop.variants.reach_map` finds out).
If the change is one of default values, nothing has looked at those either.
"""

import __future__

import ast
import gc
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FunctionType

from workshop.engine.protocol import ChangedFunction
from workshop.variants.stubs import FunctionNode


class TemplateProgram:
    """The functions of the program below the folder `tree`, as they exist in this process."""

    def __init__(self, tree: str) -> None:
        self._tree = Path(tree)
        self._functions: defaultdict[tuple[str, str, int], list[FunctionType]] = defaultdict(list)
        for thing in gc.get_objects():
            if isinstance(thing, FunctionType) and thing.__code__.co_filename.startswith(tree):
                code = thing.__code__
                self._functions[code.co_filename, code.co_qualname, code.co_firstlineno].append(thing)

    def change(self, function: ChangedFunction) -> None:
        """Give a function, wherever it's referenced, the code that it has in its file now."""
        path = self._tree / function.file
        functions = self._functions[f"{path}", function.name, function.first_line]
        if functions:  # otherwise the file isn't imported yet, and the import will read what it contains now
            source = read_function(path, function)
            code = compile_function(source, path, function.name, functions[0].__code__)
            for each in functions:
                each.__code__ = code
                if function.has_other_defaults:
                    change_defaults(each, source)


def read_function(path: Path, function: ChangedFunction) -> str:
    """Return the source of one function of a file, at its lines, and nothing else."""
    lines = path.read_text(encoding="utf-8").split("\n")[function.first_line - 1 : function.last_line]
    indent = lines[0][: len(lines[0]) - len(lines[0].lstrip())]
    classes = [f"class {name}:" for name in function.name.split(".")[:-1]]
    around = classes or ["if True:"] * bool(indent)
    above = [indent[:depth] + line for depth, line in enumerate(around)]
    empty = [""] * (function.first_line - 1 - len(above))
    return "\n".join([*empty, *above, *lines])


def compile_function(source: str, path: Path, name: str, old: CodeType) -> CodeType:
    """Compile the function in a source, with the same future features as its old code."""
    flags = old.co_flags & __future__.annotations.compiler_flag
    module = compile(source, path, "exec", flags, dont_inherit=True)
    (code,) = (each for each in _codes(module) if each.co_qualname == name)
    return code


def change_defaults(function: FunctionType, source: str) -> None:
    """Give a function the constants among its default values in a source; other values stay."""
    node = next(node for node in ast.walk(ast.parse(source)) if isinstance(node, FunctionNode))
    if old := function.__defaults__:
        function.__defaults__ = tuple(map(_constant_or, node.args.defaults, old))
    if named := function.__kwdefaults__:
        nodes = {
            argument.arg: value for argument, value in zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)
        }
        function.__kwdefaults__ = {name: _constant_or(nodes[name], value) for name, value in named.items()}


def _constant_or(node: ast.expr | None, old: object) -> object:
    return node.value if isinstance(node, ast.Constant) else old


def _codes(code: CodeType) -> Iterator[CodeType]:
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield inner
            yield from _codes(inner)
