"""The program as tests have imported it: a template that becomes one mutant after another, each in a fork.

A function gets the code that it has in the mutated file, which has replaced the original under the same path. That is
the same as importing the mutated file if the function hasn't been entered since, the file differs nowhere else, and the
old function differs from the new one only in what it does when it's entered (`workshop.variants.reach_map` finds out).
If the change is one of default values, nothing has looked at those either.
"""

import gc
import os
from collections import defaultdict
from types import FunctionType

from workshop.engine.protocol import ChangedFunction
from workshop.variants.function_code import Defaults, unpack_function


class TemplateProgram:
    """The functions of the program below the folder `tree`, as they exist in this process."""

    def __init__(self, tree: str) -> None:
        self._functions: defaultdict[tuple[str, str, int], list[FunctionType]] = defaultdict(list)
        folder = tree + os.sep
        for thing in gc.get_objects():
            if isinstance(thing, FunctionType) and thing.__code__.co_filename.startswith(folder):
                code = thing.__code__
                file = code.co_filename.removeprefix(folder)
                self._functions[file, code.co_qualname, code.co_firstlineno].append(thing)

    def change(self, changed: ChangedFunction) -> None:
        """Give a function, wherever it's referenced, its new code."""
        functions = self._functions[changed.file, changed.name, changed.first_line]
        if functions:  # otherwise the file isn't imported yet, and the import will read what it contains now
            code, defaults = unpack_function(changed.code, functions[0].__code__.co_filename)
            for function in functions:
                function.__code__ = code
                if defaults:
                    change_defaults(function, defaults)


def change_defaults(function: FunctionType, constants: Defaults) -> None:
    """Give a function these default values; others stay."""
    if old := function.__defaults__:
        function.__defaults__ = tuple(constants.get(number, value) for number, value in enumerate(old))
    if named := function.__kwdefaults__:
        function.__kwdefaults__ = {name: constants.get(name, value) for name, value in named.items()}
