"""Lets `shutil` copy files without their permissions and times, which tests in the sandbox can't change."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from functools import wraps

COPYING = ("copymode", "copystat")  # with these, `copy`, `copy2` and `copytree` copy what isn't contents


def copy_contents_at_least() -> None:
    """Have `shutil` copy permissions and times only where that's allowed, in this process."""
    for name in COPYING:
        setattr(shutil, name, _where_allowed(getattr(shutil, name)))


def _where_allowed(copy: Callable[..., None]) -> Callable[..., None]:
    @wraps(copy)
    def copy_where_allowed(*arguments: object, **options: object) -> None:
        with suppress(PermissionError):
            copy(*arguments, **options)

    return copy_where_allowed
