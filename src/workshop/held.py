"""The program as tests have imported it, held to become one mutant after another, each in a fork.

A function is given the code that it has in the mutated file, which stands where the original stood: at the same path.
That is the same as to import the mutated file, where the function has not been entered since, the file has changed
nowhere else, and nobody can tell the old function from the new one but by entering it: `workshop.reach` finds out.
"""

import __future__

import gc
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FunctionType

from workshop.job import Function


class Program:
    """All functions of the files below the folder `tree` that live in this process."""

    def __init__(self, tree: str) -> None:
        self._tree = Path(tree)
        self._functions: defaultdict[tuple[str, str, int], list[FunctionType]] = defaultdict(list)
        for thing in gc.get_objects():
            if isinstance(thing, FunctionType) and thing.__code__.co_filename.startswith(tree):
                code = thing.__code__
                self._functions[code.co_filename, code.co_qualname, code.co_firstlineno].append(thing)

    def change(self, function: Function) -> None:
        """Give a function, wherever it is known, the code that it has in its file now."""
        path = self._tree / function.file
        functions = self._functions[f"{path}", function.name, function.first_line]
        if functions:  # else nobody has imported the file yet, and who does will read what it has now
            code = compile_function(path, function, functions[0].__code__)
            for each in functions:
                each.__code__ = code


def compile_function(path: Path, function: Function, old: CodeType) -> CodeType:
    """Compile a function of a file, and nothing else there; its old code knows what it imports from the future."""
    lines = path.read_text(encoding="utf-8").split("\n")[function.first_line - 1 : function.last_line]
    indent = lines[0][: len(lines[0]) - len(lines[0].lstrip())]
    classes = [f"class {name}:" for name in function.name.split(".")[:-1]]
    around = classes or ["if True:"] * bool(indent)
    above = [indent[:depth] + line for depth, line in enumerate(around)]
    empty = [""] * (function.first_line - 1 - len(above))
    flags = old.co_flags & __future__.annotations.compiler_flag
    module = compile("\n".join([*empty, *above, *lines]), path, "exec", flags, dont_inherit=True)
    (code,) = (each for each in _codes(module) if each.co_qualname == function.name)
    return code


def _codes(code: CodeType) -> Iterator[CodeType]:
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield inner
            yield from _codes(inner)
