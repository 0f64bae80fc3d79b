"""Prove that every gate can go red: `nox -s gates`, or `nox -s gates -- NAME ...` for some breaks only.

Each break in `breaks.toml` is made in a fresh clone of the last commit, and the gates are run there: exactly those that
the break names must refuse it, and show why. A gate of the workshop is named after its noxfile, as in `workshop/lint`.
`nox -s break -- NAME` makes one break in this working tree, for you to look at, and `nox -s break -- --undo NAME` takes
it out again.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import textwrap
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from queue import SimpleQueue

from breaks import WORKSHOP, Break, read_breaks
from plain_git import FROM_ANYONE, git

ROOT = Path(__file__).parents[1]
NOX = (sys.executable, "-m", "nox", "--nocolor")
PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
SUITES = {"tests", "integration", "scripts", "kit", "workshop/tests"}
RELY_ON_SUITES = {"coverage", "mutants"}  # after a red suite, their result says nothing about the break
LAST_LINES = 30  # shown of the output of a gate that is red but shouldn't be


def default_gates() -> list[str]:
    """Return the gates that plain `nox` runs, without Python versions: the proof needs only the Python at hand."""
    root = [name for name in _sessions("noxfile.py") if f"{name}/" != WORKSHOP]
    workshop = [f"{WORKSHOP}{name}" for name in _sessions(f"{WORKSHOP}noxfile.py")]
    return [*root, *workshop]


def _sessions(noxfile: str) -> list[str]:
    command = [*NOX, "--list", "--json", "--noxfile", noxfile]
    listed = json.loads(subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout)
    return [session["name"] for session in listed if session["python"] in (None, PYTHON)]


def command_of(gate: str, environments: Path | None = None) -> list[str]:
    """Return the command that runs a gate, with its virtual environments in a folder if one is given."""
    workshop, _, name = gate.rpartition("/")
    session = f"{name}-{PYTHON}" if name == "tests" else name
    noxfile = ["--noxfile", f"{WORKSHOP}noxfile.py"] if workshop else []
    envdir = ["--envdir", f"{environments / (workshop or 'root')}"] if environments else []
    return [*NOX, *noxfile, *envdir, "--sessions", session]


def run_gates(root: Path, gates: list[str], environments: Path) -> dict[str, str]:
    """Run gates one after another in a tree, and return the output of each red one.

    Raises ChildProcessError if nox ends without a verdict, as after Ctrl-C.
    """
    red = {}
    environment = {name: value for name, value in os.environ.items() if name != "GITHUB_STEP_SUMMARY"}
    for gate in gates:
        run = subprocess.run(
            command_of(gate, environments),
            cwd=root,
            env=environment,
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        if run.returncode not in (0, 1):
            raise ChildProcessError(f"the gate {gate} ended with exit code {run.returncode}:\n{run.stdout}")
        if run.returncode == 1:
            red[gate] = run.stdout
    return red


def judge(break_: Break, red: dict[str, str]) -> tuple[bool, str]:
    """Return whether exactly the right gates refused the break, and the line that shows why, or what went wrong."""
    refused = set(red) - (RELY_ON_SUITES if SUITES & set(red) else set())
    if refused != break_.red:
        return False, f"red: {_listed(refused)}; expected: {_listed(break_.red)}"
    shown = [re.search(f"^.*{break_.shows}.*$", red[gate], flags=re.MULTILINE) for gate in sorted(break_.red)]
    if None in shown:
        return False, f"the right gates are red, but not all of them show {break_.shows!r}"
    return True, next((line[0].strip() for line in shown if line), "every gate is green")


def _listed(gates: set[str] | frozenset[str]) -> str:
    return ", ".join(sorted(gates)) or "none"


def prove(breaks: list[Break], directory: Path) -> bool:
    """Return whether the gates refuse each break as they should, and are green without one.

    Each break is made in a clone of its own below `directory`, and prints a row as soon as it's judged. Gates that
    plain `nox` leaves out run only for the breaks that name them, and in the clone without a break: a gate that is
    always red proves nothing. Raises ChildProcessError if a run has no verdict; as after Ctrl-C, no other run begins.
    """
    default = default_gates()
    named = {gate for break_ in breaks for gate in break_.red}
    nothing = Break("nothing", "", file="", old="", new="", red=frozenset(), shows="")
    workers = os.cpu_count() or 1
    environments: SimpleQueue[Path] = SimpleQueue()
    for number in range(workers):
        environments.put(directory / f"environments-{number}")

    def run(break_: Break) -> dict[str, str]:
        clone = directory / break_.name
        git(ROOT, "clone", "-q", *FROM_ANYONE, f"{ROOT}", f"{clone}")
        if break_ is nothing:
            chosen = [*default, *sorted(named - set(default))]
        else:
            break_.make(clone)
            chosen = [*filter(break_.can_affect, default), *sorted(break_.red - set(default))]
        environment = environments.get()
        try:
            return run_gates(clone, chosen, environment)
        finally:
            environments.put(environment)

    with ThreadPoolExecutor(workers) as threads:
        runs = {threads.submit(run, break_): break_ for break_ in (nothing, *breaks)}
        try:
            proven = [_print_row(runs[done], done.result()) for done in as_completed(runs)]
        finally:
            threads.shutdown(cancel_futures=True)
    return all(proven)


def _print_row(break_: Break, red: dict[str, str]) -> bool:
    is_proven, shown = judge(break_, red)
    print(f"{'proven' if is_proven else 'FAILED':7} {break_.name:24} {_listed(break_.red):20} {shown}", flush=True)
    for gate in sorted(set() if is_proven else set(red) - break_.red):
        print(textwrap.indent("\n".join(red[gate].splitlines()[-LAST_LINES:]), f"  {gate}: "), flush=True)
    return is_proven


def make(break_: Break) -> bool:
    """Make a break in this working tree, say how to undo it, and return whether its gates are green in spite of it."""
    break_.make(ROOT)
    print(f"{break_.why}\nUndo it with: nox -s break -- --undo {break_.name}", flush=True)
    codes = [subprocess.run(command_of(gate), cwd=ROOT, check=False).returncode for gate in sorted(break_.red)]
    return not any(codes)


def main(command: str, *names: str) -> None:
    """Run the command: `prove` the gates with all breaks or the named ones, or `make` one and run its gates.

    With `--undo` before its name, that one is taken out again.
    """
    breaks = read_breaks(ROOT)
    is_undone, names = "--undo" in names, tuple(name for name in names if name != "--undo")
    if unknown := set(names) - set(breaks):
        sys.exit(f"there is no break {', '.join(sorted(unknown))}; choose from {', '.join(breaks)}")
    chosen = [breaks[name] for name in names or breaks]
    if command == "make":
        if len(names) != 1:
            sys.exit(f"name one break; choose from {', '.join(breaks)}")
        try:
            if is_undone:
                chosen[0].undo(ROOT)
                return
            sys.exit(0 if make(chosen[0]) else 1)
        except ValueError as error:
            sys.exit(f"{error}")
    print(
        f"Running the gates in {len(chosen) + 1} clones, one for each break and one without: this takes long.",
        flush=True,
    )
    try:
        with tempfile.TemporaryDirectory() as directory:
            sys.exit(0 if prove(chosen, Path(directory)) else 1)
    except ChildProcessError as error:
        sys.exit(f"{error}")
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main(*sys.argv[1:])
