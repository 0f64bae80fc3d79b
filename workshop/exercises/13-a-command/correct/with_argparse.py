"""The command `birds`, with a parser from the standard library."""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from contextlib import ExitStack


def main(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code; the parser ends the command, and that becomes a code too."""
    parser = ArgumentParser(prog="birds", allow_abbrev=False, add_help=False)
    parser.add_argument("lists", nargs="*")
    parser.add_argument("--total", action="store_true")
    try:
        options = parser.parse_intermixed_args(arguments)
        for each in options.lists:  # the parser takes a negative number for a list
            if each != "-" and each.startswith("-"):
                parser.error(f"unrecognized arguments: {each}")
        birds = _counted(options.lists or ["-"], parser)
        if options.total:
            print(sum(birds.values()))
        else:
            for bird, number in birds.items():
                print(bird, number)
        sys.stdout.flush()
    except BrokenPipeError:
        return 128 + 13
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    return 0


def _counted(lists: Sequence[str], parser: ArgumentParser) -> dict[str, int]:
    birds: dict[str, int] = {}
    for name in lists:
        place = 0
        try:
            with ExitStack() as stack:
                file = sys.stdin if name == "-" else stack.enter_context(open(name, encoding="utf-8"))  # noqa: PTH123
                for line in file:
                    place += 1
                    _add(birds, line.strip())
        except (OSError, ValueError) as error:
            parser.exit(1, f"{parser.prog}: error in {name}, line {place}: {error}\n")
    return birds


def _add(birds: dict[str, int], line: str) -> None:
    """Add a line to the birds; raises ValueError if it's bad."""
    if not line:
        return
    bird, number = line.rsplit(" ", maxsplit=1)
    if not (number.isascii() and number.isdecimal() and int(number)):
        raise ValueError(f"{number!r} isn't a number of birds")
    birds[bird] = birds.get(bird, 0) + int(number)
