"""What must be true before an adoption starts: the place, the name, and the working tree."""

import os
import shlex
from pathlib import Path

from adoption_record import RECORD
from package_names import OLD, propose, why_not
from working_tree_checks import BEGIN, RefusedError, check_changes, check_permissions, check_state, users_git

SHOWN = 100  # characters of a name


def check(root: Path, name: str) -> None:
    """Raise RefusedError if the repository at `root` can't be adopted under this name, or not now."""
    check_place(root)
    if reason := why_not(root, name):
        shown = name if len(name) <= SHOWN else f"{name[:SHOWN]}…"
        raise RefusedError(f"{shown!r} can't be the name of your package: {reason}; try {propose(root, name)}")
    if os.path.lexists(root / "src" / name):
        raise RefusedError(f"src/{name} exists already; choose another name, or move it away")
    if os.path.lexists(root / RECORD):
        raise RefusedError(f"{RECORD} exists already; move it away")
    check_state(root)
    check_changes(root)
    check_permissions(root)


def check_place(root: Path) -> None:
    """Raise RefusedError unless `root` is the root of a working tree of git that has the package."""
    top = Path(users_git(root, "rev-parse", "--show-toplevel").removesuffix("\n"))
    if not top.samefile(root):
        if (top / "src" / OLD / "__init__.py").is_file():
            raise RefusedError(f"run it in the root of the repository: cd {shlex.quote(f'{top}')}")
        raise RefusedError(f"this folder belongs to the repository {top}; make it one of its own first: {BEGIN}")
    if not (root / "src" / OLD / "__init__.py").is_file():
        raise RefusedError(f"src/{OLD} is missing; begin with a fresh copy")
