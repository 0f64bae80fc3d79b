"""Fills the guide with what it shows: parts of our files, and what commands print in a fresh clone.

Each chapter calls these functions, in comments that `cog` runs: `PYTHONPATH=docs cog -r -p "from guide import *" FILE`.
What stands between such a comment and its end is made here, and never typed.
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

import cog

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = {".py": "python", ".toml": "toml", ".yml": "yaml", ".md": "markdown"}
WIDTH = 80  # columns of the terminal in which commands run
TIMES = (  # what differs from run to run, and what stands for it
    (r"\bin \d+\.\d\ds( \(\d:\d\d:\d\d\))?", "in 0.12s"),
    (r"\b\d+\.\d s\b", "0.5 s"),
    (r"(?<=took )\d+ (seconds|minutes)", "some time"),
)


def code(path: str, *names: str) -> None:
    """Show a file, or of a file the functions, classes and values of these names (`Class.method` too)."""
    text = (ROOT / path).read_text(encoding="utf-8")
    parts = [_part(text, name) for name in names] or [text.rstrip()]
    gap = "\n\n" if any("." in name for name in names) else "\n\n\n"
    _show(LANGUAGES[Path(path).suffix], gap.join(parts))


def lines(path: str, first: str, last: str) -> None:
    """Show the lines of a file from the first that holds one text to the next that holds another."""
    all_lines = (ROOT / path).read_text(encoding="utf-8").splitlines()
    begin = next(number for number, line in enumerate(all_lines) if first in line)
    end = next(number for number, line in enumerate(all_lines) if last in line and number >= begin)
    _show(LANGUAGES[Path(path).suffix], "\n".join(all_lines[begin : end + 1]))


def mutant(name: str) -> None:
    """Show a mutant of our catalogue as it is written there."""
    catalogue = (ROOT / "tests" / "mutants.toml").read_text(encoding="utf-8")
    tables = catalogue.split("[[mutant]]")[1:]
    (table,) = (each for each in tables if tomllib.loads(f"[[mutant]]{each}")["mutant"][0]["name"] == name)
    _show("toml", f"[[mutant]]{table}".partition("\n#")[0].rstrip())


def run(*commands: str, keep: str = "", most: int = 0) -> None:
    """Show commands, and what they print one after another in a fresh clone, which must be clean again afterwards.

    With `keep` only lines that match it are shown, with `most` so many at the end; the rest is three dots.
    """
    shown = []
    for command in commands:
        output = printed(command)
        shown.append(f"$ {command}\n{_shortened(output, keep, most)}")
    if changes := _in_clone("git status --porcelain").stdout:
        raise ValueError(f"{commands} leave changes behind:\n{changes}")
    _show("console", "".join(shown).rstrip())


def printed(command: str) -> str:
    """Return what a command prints, with what differs from run to run made the same."""
    text = _in_clone(command).stdout
    for pattern, same in (*TIMES, (re.escape(f"{_clone()}"), "/your/clone")):
        text = re.sub(pattern, same, text)
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def _shortened(output: str, keep: str, most: int) -> str:
    kept = output.splitlines()
    if keep:
        kept = [line for line in kept if re.search(keep, line)]
    if most and len(kept) > most:
        kept = ["...", *kept[-most:]]
    return "".join(f"{line}\n" for line in kept)


def _part(text: str, name: str) -> str:
    body: list[ast.stmt] = ast.parse(text).body
    node: ast.stmt | None = None
    for part in name.split("."):
        node = next(each for each in body if part in _names(each))
        body = getattr(node, "body", [])
    assert node  # noqa: S101 - a name has parts
    first = min([node.lineno, *(each.lineno for each in getattr(node, "decorator_list", []))])
    return "\n".join(text.splitlines()[first - 1 : node.end_lineno])


def _names(node: ast.stmt) -> list[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    return [getattr(node, "name", ""), *(target.id for target in targets if isinstance(target, ast.Name))]


def _show(language: str, text: str) -> None:
    cog.outl(f"\n```{language}\n{text}\n```\n")


@cache
def _clone() -> Path:
    """Return a clone of this repository, as it is now, whether it is committed or not."""
    folder = tempfile.TemporaryDirectory(prefix="guide-")
    atexit.register(folder.cleanup)
    clone = Path(folder.name, "clone")
    subprocess.run(["git", "clone", "-q", f"{ROOT}", f"{clone}"], check=True)
    files = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--deduplicate", "-z"]
    tracked = subprocess.run(files, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in filter(None, tracked.split("\0")):
        (clone / name).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).exists():
            (clone / name).write_bytes((ROOT / name).read_bytes())
        else:
            (clone / name).unlink(missing_ok=True)
    commit = ["git", "-c", "user.name=guide", "-c", "user.email=guide@localhost", "commit", "-qam", "now"]
    subprocess.run(["git", "add", "."], cwd=clone, check=True)
    subprocess.run([*commit, "--allow-empty"], cwd=clone, check=True)
    return clone


def _in_clone(command: str) -> subprocess.CompletedProcess[str]:
    """Run a command as a reader's shell would, where the environment of the gates is active."""
    clone = _clone()
    inherited = {name: value for name, value in os.environ.items() if name != "REDIS_URL"}
    environment = inherited | {
        "PATH": f"{sysconfig.get_path('scripts')}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": f"{clone / 'src'}",
        "COLUMNS": f"{WIDTH}",
        "NO_COLOR": "1",
        "PYTEST_ADDOPTS": "--hypothesis-seed=0 -p no:randomly -p no:cacheprovider",
    }
    return subprocess.run(  # noqa: S602 - as a reader's shell would
        command,
        shell=True,
        cwd=clone,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
