"""Writes the skeleton of a new exercise; `workshop verify` then lists what's left to write."""

import keyword
from pathlib import Path

from workshop.course.exercise import BAD, CORRECT, README, SOLUTION, START, TABLE
from workshop.errors import MachineError, UsageError

SUBJECT = '''"""TODO: what the program does."""


def double(number: int) -> int:
    """Return twice the number."""
    return 2 * number
'''
FILES = {
    README: """# {name}: TODO: what it is about

TODO: a story that explains why there are such rules.

## The rules

1. The double of a number is twice the number.

## Your task

Write tests in `answers/{name}/test_{subject}.py` and run `workshop check {name}`. You're done when your tests kill
every mutant and pass on every correct program.
""",
    "{subject}.py": SUBJECT,
    f"{CORRECT}/adds.py": SUBJECT.replace("2 * number", "number + number"),
    START: '''"""Tests of {subject}; the README of the exercise has the rules."""

from {subject} import double


def test_zero() -> None:
    """Twice zero is zero."""
    assert double(0) == 0
''',
    SOLUTION: '''"""A model suite."""

from {subject} import double


def test_three() -> None:
    """Three is where doubling differs from squaring and from adding two."""
    assert double(3) == 6
''',
    f"{BAD}/asserts_true.py": '''# judged: vacuous
"""It never calls the program."""


def test_true() -> None:
    """This passes without a program."""
    assert True
''',
    TABLE: """title = "TODO: what it is about"
technique = "unit tests"
minutes = 20  # that it usually takes
hints = [
    "TODO: what to do first.",
    "TODO: what to look at next.",
    "TODO: what to do about the last mutants.",
]

# Five to twelve of these. `old` must occur exactly once in {subject}.py, and `rule` in a numbered rule of the README.

[[mutant]]
name = "squares"
old = '2 * number'
new = 'number * number'
why = "TODO: what the bug costs someone in the story; shown once it's killed."
hint = "TODO: what kind of input reveals it, without giving it away?"
rule = "The double of a number is twice the number."
""",
}


def scaffold(folder: Path) -> list[Path]:
    """Write the files of a new exercise, whose program is named after the folder, and return their paths.

    Raises UsageError if the folder exists or no program can have its name, MachineError if it can't be written.
    """
    subject = folder.name.lstrip("0123456789-").replace("-", "_")
    if not subject.isidentifier() or keyword.iskeyword(subject):
        raise UsageError(f"{folder.name!r} can't be the name of an exercise: choose one like 15-time-zones")
    if folder.exists():
        raise UsageError(f"{folder} already exists: choose another name")
    paths = []
    try:
        for name, text in FILES.items():
            path = folder / name.format(subject=subject)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text.format(name=folder.name, subject=subject), encoding="utf-8", newline="\n")
            paths.append(path)
    except OSError as error:
        raise MachineError(f"{folder} can't be written: {error.strerror}") from None
    return paths
