"""Has Hypothesis try the literals of the program and the suite, as it does in a process of their own."""

import sys
from types import SimpleNamespace

import pytest
from hypothesis.internal import constants_ast
from hypothesis.internal.conjecture import providers


def collect_literals(patches: pytest.MonkeyPatch, folders: tuple[str, ...]) -> None:
    """Have Hypothesis collect literals from the modules below these folders, and forget those of the run before.

    In a browser it would collect none, because it can't tell local modules from others there.
    """
    is_local = constants_ast.is_local_module_file
    platform = "linux" if sys.platform == "emscripten" else sys.platform
    patches.setattr(providers, "sys", SimpleNamespace(modules=sys.modules, platform=platform))
    patches.setattr(providers, "is_local_module_file", lambda file: file.startswith(folders) and is_local(file))
    patches.setattr(providers, "_local_constants", type(providers._local_constants)())  # noqa: SLF001 - it's empty
    patches.setattr(providers, "_seen_modules", set())
    patches.setattr(providers, "_sys_modules_len", None)
    providers.CONSTANTS_CACHE.cache.clear()
    constants_ast.constants_from_module.cache_clear()
