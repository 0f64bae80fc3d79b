"""Fills the guide with what it shows: parts of our files, and what commands print in a fresh clone.

Each chapter calls these functions, in comments that `cog` runs: what stands between such a comment and its end is what
they print, and never typed. `nox -s guide` checks that it still is, and `nox -s guide -- -r` makes it anew.
"""

import ast
import atexit
import os
import re
import subprocess
import sysconfig
import tempfile
import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FIRST_CHAPTER = "docs/README.md"
INSTALLATION = r"^\d\. `(.*)`$"  # the commands there that make a reader's environment
LANGUAGES = {".py": "python", ".toml": "toml", ".yml": "yaml", ".md": "markdown"}
READER = {  # the environment in which commands run: what a reader has, and neither a session of nox nor a CI server
    "COLUMNS": "80",
    "LANG": "C.UTF-8",
    "NO_COLOR": "1",
    "PYTEST_ADDOPTS": "--hypothesis-seed=0 -p no:randomly -p no:cacheprovider",
}
INHERITED = re.compile(r"HOME|(PIP|SSL|UV(?!_PYTHON|_PROJECT))_\w+|\w+_PROXY", flags=re.IGNORECASE)  # to install
TIMES = (  # what differs from run to run, and what stands for it
    (r"\bin \d+\.\d\ds( \(\d:\d\d:\d\d\))?", "in 0.12s"),
    (r"\b\d+\.\d s\b", "0.5 s"),
)


def code(path: str, *names: str) -> None:
    """Show a file, or of a file the functions, classes and values of these names (`Class.method` too)."""
    text = read(path)
    parts = [_part(text, name) for name in names] or [text.rstrip()]
    gap = "\n\n" if any("." in name for name in names) else "\n\n\n"
    _show(LANGUAGES[Path(path).suffix], gap.join(parts))


def lines(path: str, first: str, last: str) -> None:
    """Show the lines of a file from the first that holds one text to the next that holds another."""
    all_lines = read(path).splitlines()
    begin = next(number for number, line in enumerate(all_lines) if first in line)
    end = next(number for number, line in enumerate(all_lines) if last in line and number >= begin)
    _show(LANGUAGES[Path(path).suffix], "\n".join(all_lines[begin : end + 1]))


def mutant(name: str) -> None:
    """Show a mutant of our catalogue as it is written there."""
    tables = read("tests/mutants.toml").split("[[mutant]]")[1:]
    (table,) = (each for each in tables if tomllib.loads(f"[[mutant]]{each}")["mutant"][0]["name"] == name)
    _show("toml", f"[[mutant]]{table}".partition("\n#")[0].rstrip())


def kills(*names: str) -> None:
    """Show which techniques kill these mutants, as the picture of the kill matrix has it."""
    techniques = tomllib.loads(read("tests/mutants.toml"))["techniques"]
    rows = []
    for name in names:
        _, _, after = read("docs/kill-matrix.svg").partition(f">{name}</text>")
        marks = re.findall('class="(killed|unique|survived)"', after)
        killers = [each for each, mark in zip(techniques, marks, strict=False) if mark != "survived"]
        rows.append(f"| `{name}` | {', '.join(killers)} |")
    print("\n| mutant | killed by |\n|---|---|\n" + "\n".join(rows) + "\n")


def run(*commands: str, keep: str = "", most: int = 0, before: str = "", after: str = "") -> None:
    """Show commands, and what they print one after another in a fresh clone, which must be clean again afterwards.

    With `keep` only lines that match it are shown, with `most` so many at the end; the rest is three dots. What the
    commands `before` and `after` print is not shown. Raises RuntimeError where one of these fails, and ValueError where
    the clone is not clean.
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
def _clone() -> Path:
    """Return a clone of this repository with what has changed since the commit, installed as the first chapter says.

    Raises RuntimeError, with all that was printed, where that does not succeed.
    """
    folder = tempfile.TemporaryDirectory(prefix="guide-")
    atexit.register(folder.cleanup)
    clone = Path(folder.name, "clone").resolve()
    _git("clone", "-q", f"{ROOT}", f"{clone}")
    if changes := _git("diff", "HEAD", "--binary"):
        _git("-C", f"{clone}", "apply", "--index", changes=changes)
        _git("-C", f"{clone}", "-c", "user.name=guide", "-c", "user.email=guide@localhost", "commit", "-qm", "now")
    installation = re.findall(INSTALLATION, read(FIRST_CHAPTER), flags=re.MULTILINE)
    installed = _typed("\n".join(["set -e", *installation]), clone)
    if installed.returncode:
        raise RuntimeError(f"{FIRST_CHAPTER} cannot be followed:\n{installed.stdout}")
    return clone


def _git(*arguments: str, changes: bytes | None = None) -> bytes:
    return subprocess.run(["git", *arguments], cwd=ROOT, input=changes, stdout=subprocess.PIPE, check=True).stdout


def _typed(script: str, clone: Path) -> subprocess.CompletedProcess[str]:
    """Run commands as a reader's shell would, that knows nothing of the environment that we are in.

    pytest and Hypothesis, for two, say other things where they find the variable `CI`.
    """
    inherited = {name: value for name, value in os.environ.items() if INHERITED.fullmatch(name)}
    ours = sysconfig.get_path("scripts")
    path = os.pathsep.join(folder for folder in os.environ["PATH"].split(os.pathsep) if folder != ours)
    place = {"PATH": path, "TMPDIR": f"{clone.parent}"}  # nor meets what others have left in the folder for all
    return subprocess.run(
        ["sh", "-c", script],
        cwd=clone,
        env=inherited | READER | place,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def _printed(command: str, *, must_succeed: bool = False) -> str:
    """Return what a command prints, with what differs from run to run made the same."""
    clone = _clone()
    typed = _typed(f". .venv/bin/activate\n{command}", clone)
    if must_succeed and typed.returncode:
        raise RuntimeError(f"`{command}` fails:\n{typed.stdout}")
    text = typed.stdout
    for pattern, same in (*TIMES, (re.escape(f"{clone}"), "/your/clone")):
        text = re.sub(pattern, same, text)
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
