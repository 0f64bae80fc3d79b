"""Prints mutmut's own mutants of the project in the working directory, as JSON: name, file, and its mutated text.

No test is run. A process of its own, because mutmut keeps its settings and more in its modules.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path

import libcst
from mutmut.__main__ import create_mutants
from mutmut.mutation.data import SourceFileMutationData
from mutmut.mutation.diff_apply import read_functions_from_index
from mutmut.utils.file_utils import copy_src_dir, walk_mutatable_files
from mutmut.utils.format_utils import orig_function_and_class_names_from_key

PACKAGE = Path("src/fizzbuzz")


def mutants() -> Iterator[tuple[str, str, str]]:
    """Make mutmut's mutants, and yield the name, the file in the package and its mutated text of each."""
    Path("mutants").mkdir(exist_ok=True)
    with redirect_stdout(sys.stderr):
        copy_src_dir()
        create_mutants(1)
    for path in sorted(walk_mutatable_files()):
        data = SourceFileMutationData(path=path)
        data.load()
        module = libcst.parse_module(path.read_text(encoding="utf-8"))
        for name in data.exit_code_by_key:
            yield name, path.relative_to(PACKAGE).as_posix(), mutated(module, path, name)


def mutated(module: libcst.Module, path: Path, name: str) -> str:
    """Return the text of a file with one mutant in it; `mutmut apply` may pick another class's method."""
    functions = read_functions_from_index(name, path)
    assert functions, f"{name} is not in mutants/"
    changed = module.deep_replace(original(module, name), functions[1])
    assert isinstance(changed, libcst.Module)
    return changed.code


def original(module: libcst.Module, name: str) -> libcst.FunctionDef:
    """Return the function that a mutant is made of."""
    function, owner = orig_function_and_class_names_from_key(name)
    classes = [node for node in module.body if isinstance(node, libcst.ClassDef) and node.name.value == owner]
    body = classes[0].body.body if owner else module.body
    return next(node for node in body if isinstance(node, libcst.FunctionDef) and node.name.value == function)


if __name__ == "__main__":
    print(json.dumps(list(mutants())))
