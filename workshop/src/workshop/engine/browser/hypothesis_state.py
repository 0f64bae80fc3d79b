"""Keeps runs apart in what Hypothesis remembers, and has it do in a browser what it does elsewhere."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace

import hypothesis
import pytest
from hypothesis import core, settings
from hypothesis.internal import constants_ast
from hypothesis.internal.conjecture import providers

from workshop.engine.worker.hypothesis_setup import TIMELESS

GLOBALS = ("global_force_seed", "running_under_pytest", "pytest_shows_exceptiongroups")  # which its plugin sets


@contextmanager
def fresh_hypothesis(folders: tuple[str, ...]) -> Iterator[None]:
    """Have Hypothesis begin as in a new process, and undo at the end of this block what its plugin has set.

    It tries the literals of the modules below these folders. In a browser it would try none, because it can't tell
    those modules from others there.
    """
    is_local = constants_ast.is_local_module_file
    platform = "linux" if sys.platform == "emscripten" else sys.platform
    profile = settings.get_current_profile_name()
    own = {name: vars(settings)[name] for name in TIMELESS}
    with pytest.MonkeyPatch.context() as patches:
        for name in GLOBALS:
            patches.setattr(core, name, getattr(core, name))
        for module in (hypothesis, core):
            patches.setattr(module, "find", module.find)
        patches.setattr(providers, "sys", SimpleNamespace(modules=sys.modules, platform=platform))
        patches.setattr(providers, "is_local_module_file", lambda file: file.startswith(folders) and is_local(file))
        patches.setattr(providers, "_local_constants", type(providers._local_constants)())  # noqa: SLF001 - it's empty
        patches.setattr(providers, "_seen_modules", set())
        patches.setattr(providers, "_sys_modules_len", None)
        _forget_literals()
        try:
            yield
        finally:
            settings.load_profile(profile)
            for name, value in own.items():
                type.__setattr__(settings, name, value)
            _forget_literals()


def _forget_literals() -> None:
    providers.CONSTANTS_CACHE.cache.clear()
    constants_ast.constants_from_module.cache_clear()
