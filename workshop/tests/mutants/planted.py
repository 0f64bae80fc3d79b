"""The texts of the file that the tests of planting plant a mutant in."""

from pathlib import Path

from tests.counter_project import FILES

COUNTER = FILES["src/counter.py"]
PLANTED = COUNTER.replace("number + 1", "number + 2")


def write(file: Path, text: str) -> None:
    """Write a file with the same bytes on every system."""
    file.write_text(text, encoding="utf-8", newline="\n")
