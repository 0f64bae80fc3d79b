"""The command `birds`: it reads all lists, and reports every error that it has found in them."""

import re
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Run:
    """One run of the command: what it has counted, and what went wrong."""

    birds: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    errors: list[str] = field(default_factory=list)
    code: int = 0

    def fail(self, code: int, message: str) -> None:
        """Take note of an error; the code is that of the worst one."""
        self.errors.append(message)
        self.code = max(self.code, code)

    def read(self, name: str) -> None:
        """Read a list."""
        try:
            text = sys.stdin.read() if name == "-" else Path(name).read_bytes().decode()
        except UnicodeDecodeError:
            self.fail(1, f"{name} isn't text")
        except (OSError, ValueError) as error:
            self.fail(1, f"{name} isn't a list ({error})")
        else:
            for number, line in enumerate(text.split("\n"), start=1):
                self.count(line.split(), f"{name}:{number}")

    def count(self, words: list[str], place: str) -> None:
        """Count the birds on a line."""
        match words:
            case []:
                pass
            case [*name, number] if name and re.fullmatch("0*[1-9][0-9]*", number):
                self.birds[" ".join(name)] += int(number)
            case _:
                self.fail(1, f"{place}: not a bird and a number")


def main(arguments: list[str]) -> int:
    """Run the command and return its exit code."""
    run = Run()
    names = [each for each in arguments if each == "-" or not each.startswith("-")]
    for each in arguments:
        if each not in (*names, "--total"):
            run.fail(2, f"{each} isn't an option")
    for name in [] if run.errors else names or ["-"]:
        run.read(name)
    if run.errors:
        for error in run.errors:
            print("birds:", error, file=sys.stderr)
        return run.code
    lines = [f"{sum(run.birds.values())}"] if "--total" in arguments else [f"{a} {b}" for a, b in run.birds.items()]
    try:
        print(*lines, sep="\n", end="\n" if lines else "", flush=True)
    except BrokenPipeError:
        run.code = 141
    return run.code
