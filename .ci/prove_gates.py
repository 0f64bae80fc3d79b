"""Prove that every gate can go red: `nox -s gates`, or `nox -s gates -- NAME ...` for some breaks only.

Each break in `breaks.toml` is made in a fresh clone of what is committed, and every gate is run there: exactly those
that the break names must refuse it, and show why. (The guide shows so much that it is asked only where it is named.)
`nox -s break -- NAME` makes one break in this tree, to look at.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import textwrap
import tomllib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

ROOT = Path(__file__).parents[1]
NOX = [sys.executable, "-m", "nox", "--nocolor"]
SUITES = {"tests", "integration", "scripts", "workshop"}
BUILD_ON_SUITES = {"coverage", "matrix"}  # what a red suite leaves behind says nothing to them
SHOWS_ALL = "guide"  # in which a bad change to anything that it shows is stale: asked where a break names it
LAST_LINES = 30  # of what a gate prints that is red and should not be


@dataclass(frozen=True)
class Break:
    """One bad change, which replaces a text that a file has exactly once, and the gates that must refuse it."""

    name: str
    why: str
    file: str
    old: str
    new: str
    red: frozenset[str]
    shows: str

    def make(self, root: Path) -> None:
        """Make the change below `root`; raises ValueError where it does not apply."""
        path = root / self.file
        text = path.read_text(encoding="utf-8")
        if (count := text.count(self.old)) != 1:
            raise ValueError(f"break {self.name}: {self.file} has {count} places, not one, with\n{self.old}")
        path.write_text(text.replace(self.old, self.new), encoding="utf-8", newline="\n")


# The control: a gate that is red without a break proves nothing.
NOTHING = Break(
    "(nothing)", "", file="README.md", old="# FizzBuzz, tested", new="# FizzBuzz, tested", red=frozenset(), shows=""
)


def read_breaks() -> dict[str, Break]:
    """Return the breaks of `breaks.toml` by name."""
    tables = tomllib.loads((ROOT / ".ci" / "breaks.toml").read_text(encoding="utf-8"))["break"]
    return {table["name"]: Break(**table | {"red": frozenset(table["red"])}) for table in tables}


def default_gates() -> list[str]:
    """Return the sessions that plain `nox` runs, the tests on this Python only."""
    listed = subprocess.run([*NOX, "--list", "--json"], cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout
    names = [session["session"] for session in json.loads(listed)]
    ours = f"tests-{sys.version_info.major}.{sys.version_info.minor}"
    return [name for name in names if not name.startswith("tests-") or name == ours]


def run_gates(root: Path, gates: list[str], environments: Path) -> dict[str, str]:
    """Run gates in a tree, and return what each red one printed, by its name without a Python version.

    Raises ChildProcessError where nox itself ends otherwise than with a verdict, as after Ctrl-C.
    """
    red = {}
    environment = {name: value for name, value in os.environ.items() if name != "GITHUB_STEP_SUMMARY"}
    for gate in gates:
        run = subprocess.run(
            [*NOX, "--envdir", f"{environments}", "--sessions", gate],
            cwd=root,
            env=environment,
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        if run.returncode not in (0, 1):
            raise ChildProcessError(f"nox -s {gate} ended with {run.returncode}:\n{run.stdout}")
        if run.returncode == 1:
            red[gate.partition("-3.")[0]] = run.stdout
    return red


def judge(break_: Break, red: dict[str, str]) -> tuple[bool, str]:
    """Return whether the gates refused the break as they should, and the line that shows it or what is wrong."""
    counted = set(red) - (BUILD_ON_SUITES if SUITES & set(red) else set())
    if counted != break_.red:
        return (
            False,
            f"red: {', '.join(sorted(counted)) or 'nothing'}, not {', '.join(sorted(break_.red)) or 'nothing'}",
        )
    shown = [re.search(f"^.*{break_.shows}.*$", red[gate], flags=re.MULTILINE) for gate in sorted(break_.red)]
    if None in shown:
        return False, f"red as it should be, but {break_.shows!r} is not what it shows"
    return True, next((line[0].strip() for line in shown if line), "every gate is green")


def prove(breaks: list[Break], directory: Path) -> bool:
    """Make each break in a clone of its own below `directory`, print how the gates took it, and return if all did."""
    gates = default_gates()
    workers = os.cpu_count() or 1
    environments: SimpleQueue[Path] = SimpleQueue()
    for number in range(workers):
        environments.put(directory / f"environments-{number}")

    def try_out(break_: Break) -> tuple[bool, str, dict[str, str]]:
        clone = directory / break_.name
        subprocess.run(["git", "clone", "-q", f"{ROOT}", f"{clone}"], check=True)
        break_.make(clone)
        environment = environments.get()
        try:
            asked = [gate for gate in gates if gate != SHOWS_ALL or gate in break_.red or break_ is NOTHING]
            red = run_gates(clone, [*asked, *(break_.red - {"tests", *gates})], environment)
        finally:
            environments.put(environment)
        return *judge(break_, red), red

    proven = []
    with ThreadPoolExecutor(workers) as threads:
        for break_, (well, shown, red) in zip(breaks, threads.map(try_out, breaks), strict=True):
            row = f"{'proven' if well else 'FAILED':7} {break_.name:24} {', '.join(sorted(break_.red)):20} {shown}"
            print(row, flush=True)
            for gate in sorted(set() if well else set(red) - break_.red):
                print(textwrap.indent("\n".join(red[gate].splitlines()[-LAST_LINES:]), f"  {gate}: "), flush=True)
            proven.append(well)
    return all(proven)


def main(command: str, *names: str) -> None:
    """Run the command: `prove` the gates by all breaks or those that are named, or `make` one and run its gates."""
    breaks = read_breaks()
    if unknown := set(names) - set(breaks):
        sys.exit(f"no break is called {', '.join(sorted(unknown))}; there are {', '.join(breaks)}")
    if command == "make" and len(names) != 1:
        sys.exit(f"name one break; there are {', '.join(breaks)}")
    chosen = [breaks[name] for name in names or breaks]
    if command == "prove":
        print(
            f"Every gate, in a clone for each of {len(chosen)} breaks and one without: this takes a while.", flush=True
        )
        try:
            with tempfile.TemporaryDirectory() as directory:
                sys.exit(0 if prove([NOTHING, *chosen], Path(directory)) else 1)
        except KeyboardInterrupt:
            sys.exit(130)
    chosen[0].make(ROOT)
    print(f"{chosen[0].why}\nTake it out again with: git checkout {chosen[0].file}", flush=True)
    sys.exit(subprocess.run([*NOX, "--sessions", *sorted(chosen[0].red)], cwd=ROOT, check=False).returncode)


if __name__ == "__main__":
    main(*sys.argv[1:])
