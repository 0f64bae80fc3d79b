"""The command `birds`: one loop over the lines of all lists, whatever they come from."""

import fileinput
import re
import sys
from itertools import groupby

LINE = re.compile(r" *(?P<bird>.*[^ ]) +(?P<number>0*[1-9][0-9]*) *\n?")


def main(arguments: list[str]) -> int:
    """Run the command and return its exit code."""
    wrong = [each for each in arguments if each[:1] == "-" and each not in ("-", "--total")]
    if wrong:
        sys.stderr.write(f"usage: birds [--total] [LIST...]\nWhat does {' '.join(wrong)} mean?\n")
        return 2
    seen: list[tuple[str, int]] = []
    with fileinput.FileInput([each for each in arguments if each != "--total"], encoding="utf-8") as lines:
        try:
            seen += [_read(line) for line in lines if line.strip()]
        except (OSError, ValueError) as error:
            sys.stderr.write(f"{lines.filename()}:{lines.filelineno()}: {error}\n")
            return 1
    return _write(f"{sum(number for _, number in seen)}\n" if "--total" in arguments else _table(seen))


def _read(line: str) -> tuple[str, int]:
    found = LINE.fullmatch(line)
    if found is None:
        raise ValueError("this isn't a bird and a number")
    return found["bird"], int(found["number"])


def _table(seen: list[tuple[str, int]]) -> str:
    birds = list(dict.fromkeys(bird for bird, _ in seen))
    in_order = sorted(seen, key=lambda each: birds.index(each[0]))
    return "".join(
        f"{bird} {sum(number for _, number in group)}\n" for bird, group in groupby(in_order, key=lambda each: each[0])
    )


def _write(text: str) -> int:
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        return 141
    return 0
