"""Finds out what tests seem to need, so that it's imported or made once and not in every run.

The controller does that: workers would keep parts of the text in their memory, which all runs inherit.
"""

import ast
import re
import sys
import warnings
from collections.abc import Iterable, Iterator
from contextlib import suppress
from importlib.machinery import PathFinder
from pathlib import Path


def imports_from_elsewhere(files: Iterable[Path], besides: Iterable[str]) -> list[str]:
    """Return, sorted, the modules of the standard library and of installed packages that files import at their top.

    Modules with the top-level names `besides`, those of the program, aren't included. A file that can't be read or
    parsed imports nothing: running it will show why.
    """
    names = {name for file in files for name in _imports(file)}
    packages = {name.partition(".")[0] for name in names} - set(besides)
    installed = {package for package in packages if _is_installed(package)}
    return sorted(name for name in names if name.partition(".")[0] in installed)


def uses_hypothesis(files: Iterable[Path]) -> bool:
    """Return whether a file seems to have properties."""
    return _any_contains(files, rb"\bhypothesis\b")


def generates_text(files: Iterable[Path]) -> bool:
    """Return whether a file seems to have Hypothesis generate text, which needs tables of characters."""
    return _any_contains(files, rb"\b(text|characters|from_regex)\(")


def _any_contains(files: Iterable[Path], pattern: bytes) -> bool:
    return any(re.search(pattern, _read(file)) for file in files)


def _read(file: Path) -> bytes:
    """Return the contents of a file, b"" if it can't be read."""
    with suppress(OSError):
        return file.read_bytes()
    return b""


def _imports(file: Path) -> Iterator[str]:
    try:
        with warnings.catch_warnings(action="ignore"):  # of escapes in strings, which pytest reports
            tree = ast.parse(_read(file))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    for node in tree.body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def _is_installed(package: str) -> bool:
    if package in sys.stdlib_module_names:
        return True
    spec = PathFinder.find_spec(package)
    return spec is not None and any(part.endswith("-packages") for part in Path(spec.origin or "").parts)
