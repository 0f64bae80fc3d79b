"""Undoes what a run changes in this interpreter, as far as the end of a process would."""

import decimal
import linecache
import logging
import os
import random
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from importlib.machinery import FileFinder
from operator import is_
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from workshop.engine.browser.hypothesis_state import fresh_hypothesis
from workshop.engine.browser.refusals import refuse

SETTINGS: tuple[tuple[Callable[[], Any], Callable[[Any], object]], ...] = (  # how to get and to set each
    (random.getstate, random.setstate),
    (sys.getrecursionlimit, sys.setrecursionlimit),
    (sys.get_int_max_str_digits, sys.set_int_max_str_digits),
    (lambda: decimal.getcontext().copy(), decimal.setcontext),
    (lambda: logging.root.manager.disable, logging.disable),
)


@contextmanager
def isolated(folders: tuple[str, ...], environment: Mapping[str, str]) -> Iterator[None]:
    """Undo, at the end of this block, what it changes in the modules of Python, and forget the modules in `folders`.

    Settings of the interpreter count as well. In the block there are the variables of an `environment`, and nothing
    that it prints is shown. What it changes inside objects of the standard library or of other packages stays.
    """
    lists = [(each, [*each]) for each in (sys.path, sys.meta_path, sys.path_hooks)]
    modules, variables, folder = dict(sys.modules), dict(os.environ), Path.cwd()
    with (
        Path(os.devnull).open("r+") as nowhere,
        pytest.MonkeyPatch.context() as patches,
        warnings.catch_warnings(),
        redirect_stdout(nowhere),
        redirect_stderr(nowhere),
        fresh_hypothesis(folders),
    ):
        patches.setattr(sys, "stdin", nowhere)
        refuse(patches)
        before = {name: dict(vars(module)) for name, module in modules.items() if _is_of_python(name)}
        settings = [(restore, value()) for value, restore in SETTINGS]
        _set_environment(environment)
        try:
            yield
        finally:
            os.chdir(folder)
            _set_environment(variables)
            for restore, value in settings:
                restore(value)
            _restore_modules(modules, folders)
            _restore_names(before)
            for each, entries in lists:
                each[:] = entries
            linecache.clearcache()
            _forget_files()


def _set_environment(variables: Mapping[str, str]) -> None:
    os.environ.clear()
    os.environ.update(variables)


def _restore_modules(before: dict[str, ModuleType], folders: tuple[str, ...]) -> None:
    """Forget modules that are new and not of Python or a package, and put back those that were there."""
    for name, module in [*sys.modules.items()]:
        if name not in before and not _is_installed(name, module, folders):
            del sys.modules[name]
            _empty(module)
    sys.modules.update(before)


def _empty(module: object) -> None:
    """Empty a module that has a file: a cache that has one of its functions would keep all of its run in memory."""
    if isinstance(module, ModuleType) and _file(module):
        vars(module).clear()


def _restore_names(before: dict[str, dict[str, object]]) -> None:
    """Give the names in modules of Python their values again, and delete those that are new, but not submodules."""
    for name, values in before.items():
        module = sys.modules[name]
        now = vars(module)
        if _is_same(now, values):
            continue
        for each, value in values.items():
            if now.get(each) is not value:
                setattr(module, each, value)
        for each in now.keys() - values.keys():
            if sys.modules.get(f"{name}.{each}") is not now[each]:
                delattr(module, each)


def _is_same(one: dict[str, object], other: dict[str, object]) -> bool:
    """Return whether two namespaces have the same objects in the same order; that's quick."""
    return len(one) == len(other) and all(map(is_, one, other)) and all(map(is_, one.values(), other.values()))


def _forget_files() -> None:
    """Have Python look into folders again: `importlib.invalidate_caches` would reread its own archive too, for long."""
    for finder in sys.path_importer_cache.values():
        if isinstance(finder, FileFinder):
            finder.invalidate_caches()


def _is_of_python(name: str) -> bool:
    return name.partition(".")[0] in sys.stdlib_module_names


def _is_installed(name: str, module: ModuleType, folders: tuple[str, ...]) -> bool:
    file = _file(module)
    return not file.startswith(folders) if file else _is_of_python(name)


def _file(module: object) -> str:
    return getattr(module, "__file__", None) or ""
