"""How to type a command of ours in the shell that this one was started from, so that what we print works there."""

import os
import re
import shlex
import shutil
import sys
from pathlib import Path

NAME = "workshop"
PLAIN = re.compile(r"[\w.:\\/~-]+")  # what neither cmd nor PowerShell takes for anything but text


def command(arguments: str = "", *, elsewhere: bool = False) -> str:
    """Return what to type for `workshop` with these arguments.

    It's the plain name if the shell finds this command under it, otherwise the path under which it was started, from
    the current folder if that's shorter; or `python -m workshop` if that's how it was started. With `elsewhere`, it's
    for another folder than the current one.
    """
    return f"{_program(elsewhere=elsewhere)} {arguments}".rstrip()


def _program(*, elsewhere: bool) -> str:
    started = Path(sys.argv[0])
    if started.parts[-2:] == (NAME, "__main__.py"):
        return f"{_typed(sys.orig_argv[0], elsewhere=elsewhere)} -m {NAME}"
    is_script = started.stem.lower() == NAME and started.name != sys.argv[0]
    if not is_script or _is_same(started, shutil.which(NAME, path=_path())):
        return NAME
    return _typed(sys.argv[0], elsewhere=elsewhere)


def _path() -> str:
    """Return the PATH of the shell.

    `uvx` and `uv run`, which set UV, put the folder of the command before it.
    """
    path = os.environ.get("PATH", os.defpath)
    return path.partition(os.pathsep)[2] if "UV" in os.environ else path


def _is_same(started: Path, found: str | None) -> bool:
    return found is not None and _resolved(started) == _resolved(Path(found))


def _resolved(program: Path) -> Path:
    return program.with_suffix("").resolve()  # on Windows one has `.exe`


def _typed(program: str, *, elsewhere: bool) -> str:
    """Return a program as it's typed in a shell: its name if that's all, otherwise its path."""
    if not os.path.dirname(program):  # noqa: PTH120 - a Path has lost the difference
        return program
    path = os.path.abspath(program) if elsewhere else _shortest(program)  # noqa: PTH100 - links stay: an environment is one
    typed = quoted(path)
    return f"& {typed}" if _is_powershell() and typed != path else typed


def typed_path(path: Path) -> str:
    """Return a path as it's typed in a shell: from the current folder if that's shorter, and in quotes if need be."""
    return quoted(_shortest(f"{path}"))


def _shortest(path: str) -> str:
    absolute = os.path.abspath(path)  # noqa: PTH100 - links stay: a virtual environment is one
    try:
        relative = os.path.relpath(absolute)
    except ValueError:  # on another drive of Windows
        return absolute
    if os.path.dirname(relative) == "":  # noqa: PTH120
        relative = os.path.join(os.curdir, relative)  # noqa: PTH118 - a Path would drop the dot
    return min(absolute, relative, key=len)


def quoted(text: str) -> str:
    """Return a path or a name as it's typed in a shell: in quotes if it needs them."""
    return _quoted_on_windows(text) if sys.platform == "win32" else shlex.quote(text)


def _quoted_on_windows(text: str) -> str:
    if _is_git_bash():
        return shlex.quote(text.replace("\\", "/"))
    if PLAIN.fullmatch(text):
        return text
    return "'" + text.replace("'", "''") + "'" if _is_powershell() else f'"{text}"'


def _is_git_bash() -> bool:
    """Return whether the shell is one of MSYS2, such as Git Bash, for which a backslash isn't part of a path."""
    return sys.platform == "win32" and "MSYSTEM" in os.environ


def _is_powershell() -> bool:
    """Return whether the shell is PowerShell: cmd sets PROMPT."""
    return sys.platform == "win32" and "PROMPT" not in os.environ and not _is_git_bash()
