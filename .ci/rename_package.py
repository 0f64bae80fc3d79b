"""Rename the package in a copy of the repository's text files, with tools that understand Python."""

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path

from old_name import KIT_ONLY, command_of, replaced
from package_names import OLD
from working_tree_checks import RefusedError

PACKAGE = f"src/{OLD}/"


def moved(path: str, name: str) -> str:
    """Return where a file of the repository is after the package has taken the new name."""
    return f"src/{name}/{path.removeprefix(PACKAGE)}" if path.startswith(PACKAGE) else path


def renamed_texts(copy: Path, texts: dict[str, str], name: str) -> dict[str, str]:
    """Return the texts by new path, with the new name and without the blocks that only the kit needs.

    `copy` is an empty folder to work in. Raises RefusedError if a tool isn't installed or fails.
    """
    for path, text in texts.items():
        _write(copy / path, KIT_ONLY.sub("", text))
    _rename_imports(copy, [path for path, text in texts.items() if _may_import(path, text)], name)
    changed = []
    for path, text in texts.items():
        file = copy / moved(path, name)
        renamed = replaced(_read(file), name)
        if path == "README.md":
            renamed = renamed.replace("{package}", name).replace("{command}", command_of(name))
        _write(file, renamed)
        if renamed != text and _is_python(path, renamed):
            changed.append(file)
    _tidy(copy, changed)
    return {new: _read(copy / new) for path in texts if (new := moved(path, name))}


def decode(content: bytes) -> str:
    """Return bytes as text, in which `encode` finds again whatever isn't UTF-8."""
    return content.decode("utf-8", "surrogateescape")


def encode(text: str) -> bytes:
    """Return the bytes that `decode` has turned into a text."""
    return text.encode("utf-8", "surrogateescape")


def _rename_imports(copy: Path, paths: list[str], name: str) -> None:
    """Rename the package and its imports in these files."""
    try:
        # rope has no types, and the session `types` doesn't install it.
        files, projects, refactoring = map(
            import_module, ("rope.base.fscommands", "rope.base.project", "rope.refactor.rename")
        )
    except ImportError as error:
        raise RefusedError("rope isn't installed here; nox installs it: nox -s adopt -- NAME") from error
    project = projects.Project(
        copy,
        files.FileSystemCommands(),
        ropefolder=None,
        ignored_resources=[".*"],
        automatic_soa=False,  # otherwise it analyzes what it has written, which takes longer than renaming
    )
    rename = refactoring.Rename(project, project.get_resource(PACKAGE.rstrip("/")))
    project.do(rename.get_changes(name, resources=[project.get_resource(path) for path in paths]))
    project.close()


def _tidy(copy: Path, files: list[Path]) -> None:
    """Sort the imports and wrap the lines again, now that names have a different length."""
    for command in (["check", "--select=I", "--fix"], ["format"]):
        ruff = [sys.executable, "-m", "ruff", *command, "--quiet", "--no-cache", *map(str, files)]
        run = subprocess.run(ruff, cwd=copy, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if run.returncode:
            raise RefusedError(f"ruff {command[0]} fails after the renaming:\n{run.stdout.strip()}")


def _may_import(path: str, text: str) -> bool:
    return path.startswith(PACKAGE) or OLD in text if _is_python(path, text) else False


def _is_python(path: str, text: str) -> bool:
    """Return whether a file is Python in UTF-8, which the tools can read."""
    if not path.endswith(".py"):
        return False
    try:
        ast.parse(text.encode("utf-8"))
    except (SyntaxError, ValueError):
        return False
    return True


def _read(file: Path) -> str:
    return decode(file.read_bytes())


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(encode(text))
