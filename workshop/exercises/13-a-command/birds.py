"""The command `birds`: adds up lists of the birds that were seen in gardens."""

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

TOTAL = "--total"
STANDARD_INPUT = "-"
SUCCESS, BAD_LIST, BAD_OPTION = 0, 1, 2
CLOSED_PIPE = 141  # 128 and the number of SIGPIPE, as shells report it


class ListError(Exception):
    """A list can't be used; the message says which, and why."""


def main(arguments: list[str]) -> int:
    """Run the command with these arguments, and return its exit code."""
    lists = [each for each in arguments if each != TOTAL]
    for each in lists:
        if each.startswith("-") and each != STANDARD_INPUT:
            complain(f"there is no option {each}")
            return BAD_OPTION
    seen: Counter[str] = Counter()
    try:
        for each in lists or [STANDARD_INPUT]:
            for bird, number in read(each):
                seen[bird] += number
    except ListError as error:
        complain(f"{error}")
        return BAD_LIST
    is_total = TOTAL in arguments
    return answer([f"{seen.total()}"] if is_total else [f"{bird} {number}" for bird, number in seen.items()])


def read(name: str) -> Iterator[tuple[str, int]]:
    """Yield each bird on a list with its number; raises ListError if the list can't be read or a line is bad."""
    try:
        text = sys.stdin.read() if name == STANDARD_INPUT else Path(name).read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise ListError(f"{name} can't be read: {error}") from None
    for place, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            bird, _, number = line.strip().rpartition(" ")
            if not (bird and number.isascii() and number.isdecimal() and int(number)):
                raise ListError(f"{name}, line {place}: {line!r} isn't a bird and a number")
            yield bird.strip(), int(number)


def complain(message: str) -> None:
    """Write a message for people, who may not see what is on standard output."""
    print(f"birds: {message}", file=sys.stderr)


def answer(lines: Iterable[str]) -> int:
    """Write these lines to standard output, and return the exit code."""
    try:
        for line in lines:
            print(line)
        sys.stdout.flush()
    except BrokenPipeError:
        return CLOSED_PIPE
    return SUCCESS


if __name__ == "__main__":
    code = main(sys.argv[1:])
    if code == CLOSED_PIPE:  # Python would write the rest now, and complain that it can't
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)
