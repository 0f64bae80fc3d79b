"""Generates what the guide shows: parts of our files, and what commands print in a fresh clone.

The chapters call these functions in comments that `cog` runs. What is between such a comment and its end is what they
print; it's never typed by hand. `nox -s guide` checks that it is up to date, and `nox -s guide -- -r` updates it.
"""

import ast
import atexit
import os
import re
import subprocess
import sysconfig
import tempfile
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path

import plain_git

ROOT = Path(__file__).resolve().parents[1]
FIRST_CHAPTER = "docs/README.md"
INSTALLATION = r"^\d\. `(.*)`$"  # the commands in the first chapter that create a reader's environment
LANGUAGES = {".py": "python", ".toml": "toml", ".yml": "yaml", ".md": "markdown"}
READER = plain_git.ENVIRONMENT | {  # what commands find in a reader's shell, outside of nox and CI
    "COLUMNS": "80",
    "LANG": "C.UTF-8",
    "NO_COLOR": "1",
    "PYTEST_ADDOPTS": "--hypothesis-seed=0 -p no:randomly -p no:cacheprovider",
}
INHERITED = re.compile(r"HOME|(PIP|SSL|UV(?!_PYTHON|_PROJECT))_\w+|\w+_PROXY", flags=re.IGNORECASE)  # for installing
DIFFERENCES: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    # What differs from run to run, or from machine to machine, and what is shown instead.
    (r"\bin \d+\.\d\ds( \(\d:\d\d:\d\d\))?", "in 0.12s"),
    (r"(?m)^=+( .+ in 0\.12s )=+$", lambda line: f"{line[1]:=^80}"),  # as long as pytest makes it for a time like that
    (r"\b\d+\.\d s\b", "0.5 s"),
    (r"(?m)^workshop: the sandbox isn't complete here: .*\n", ""),  # on older kernels, for example
)


def code(path: str, *names: str) -> None:
    """Show a file, or the functions, classes and values in it with these names (also `Class.method`)."""
    text = read(path)
    parts = [_part(text, name) for name in names] or [text.rstrip()]
    gap = "\n\n" if any("." in name for name in names) else "\n\n\n"
    _show(LANGUAGES[Path(path).suffix], gap.join(parts))


def lines(path: str, first: str, last: str) -> None:
    """Show the lines of a file, from the first one that contains `first` to the next one that contains `last`."""
    all_lines = read(path).splitlines()
    begin = next(number for number, line in enumerate(all_lines) if first in line)
    end = next(number for number, line in enumerate(all_lines) if last in line and number >= begin)
    _show(LANGUAGES[Path(path).suffix], "\n".join(all_lines[begin : end + 1]))


def mutant(name: str) -> None:
    """Show a mutant as our catalogue defines it."""
    tables = read("tests/mutants.toml").split("[[mutant]]")[1:]
    (table,) = (each for each in tables if tomllib.loads(f"[[mutant]]{each}")["mutant"][0]["name"] == name)
    _show("toml", f"[[mutant]]{table}".partition("\n#")[0].rstrip())


def kills(*names: str) -> None:
    """Show which techniques kill these mutants, according to the picture of the kill matrix."""
    techniques = tomllib.loads(read("tests/mutants.toml"))["techniques"]
    rows = []
    for name in names:
        _, _, after = read("docs/kill-matrix.svg").partition(f">{name}</text>")
        marks = re.findall('class="(killed|unique|survived)"', after)
        killers = [each for each, mark in zip(techniques, marks, strict=False) if mark != "survived"]
        rows.append(f"| `{name}` | {', '.join(killers)} |")
    print("\n| mutant | killed by |\n|---|---|\n" + "\n".join(rows) + "\n")


def run(*commands: str, keep: str = "", most: int = 0, before: str = "", after: str = "") -> None:
    """Show commands, and what they print one after another in a fresh clone.

    Only lines that match `keep` are shown, and of those only the last `most` ones, after three dots. The output of the
    commands `before` and `after` isn't shown. Raises RuntimeError if one of these two fails, and ValueError if the
    clone has changed in the end.
    """
    _printed(before, must_succeed=True)
    shown = [f"$ {command}\n{_shortened(_printed(command), keep, most)}" for command in commands]
    _printed(after, must_succeed=True)
    if changes := _printed("git status --porcelain"):
        raise ValueError(f"{commands} leave changes behind:\n{changes}")
    _show("console", "".join(shown).rstrip())


def read(path: str) -> str:
    """Return the text of one of our files."""
    return (ROOT / path).read_text(encoding="utf-8")


@cache
def _clone(root: Path) -> Path:
    """Return a clone of the repository at `root`, with its uncommitted changes, installed as the first chapter says.

    Raises RuntimeError, with everything that was printed, if the installation fails.
    """
    folder = tempfile.TemporaryDirectory(prefix="guide-")
    atexit.register(folder.cleanup)
    clone = Path(folder.name, "clone").resolve()
    plain_git.clone_tree(root, clone)
    installation = re.findall(INSTALLATION, read(FIRST_CHAPTER), flags=re.MULTILINE)
    installed = _run_as_reader("\n".join(["set -e", *installation]), clone)
    if installed.returncode:
        raise RuntimeError(f"the installation in {FIRST_CHAPTER} fails:\n{installed.stdout}")
    return clone


def _run_as_reader(script: str, clone: Path) -> subprocess.CompletedProcess[str]:
    """Run commands in a shell like a reader's, which knows nothing of our environment.

    pytest and Hypothesis, for example, print something else if the variable `CI` is set.
    """
    inherited = {name: value for name, value in os.environ.items() if INHERITED.fullmatch(name)}
    ours = sysconfig.get_path("scripts")
    path = os.pathsep.join(folder for folder in os.environ["PATH"].split(os.pathsep) if folder != ours)
    folders = {"PATH": path, "TMPDIR": f"{clone.parent}"}  # a temporary folder that no other program uses
    return subprocess.run(
        ["sh", "-c", script],
        cwd=clone,
        env=inherited | READER | folders,
        stdin=subprocess.DEVNULL,  # no command waits for an answer
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def _printed(command: str, *, must_succeed: bool = False) -> str:
    """Return what a command prints, with constants for what differs from run to run."""
    clone = _clone(ROOT)
    finished = _run_as_reader(f". .venv/bin/activate\n{command}", clone)
    if must_succeed and finished.returncode:
        raise RuntimeError(f"`{command}` fails:\n{finished.stdout}")
    text = finished.stdout
    for pattern, constant in (*DIFFERENCES, (re.escape(f"{clone}"), "/your/clone")):
        text = re.sub(pattern, constant, text)
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def _shortened(output: str, keep: str, most: int) -> str:
    kept = [line for line in output.splitlines() if re.search(keep, line)]
    if most and len(kept) > most:
        kept = ["...", *kept[-most:]]
    return "".join(f"{line}\n" for line in kept)


def _part(text: str, name: str) -> str:
    body: list[ast.stmt] = ast.parse(text).body
    for part in name.split("."):
        node = next(each for each in body if part in _names(each))
        body = getattr(node, "body", [])
    first = min([node.lineno, *(each.lineno for each in getattr(node, "decorator_list", []))])
    return "\n".join(text.splitlines()[first - 1 : node.end_lineno])


def _names(node: ast.stmt) -> list[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    return [getattr(node, "name", ""), *(target.id for target in targets if isinstance(target, ast.Name))]


def _show(language: str, text: str) -> None:
    print(f"\n```{language}\n{text}\n```\n")
