"""Makes the skeleton of an exercise, which `verify` then leads its author through."""

import keyword
from pathlib import Path

from workshop.course.exercise import BAD, CORRECT, README, SOLUTION, START, TABLE
from workshop.errors import AuthorError

SUBJECT = '''"""TODO: what the program is for."""


def double(number: int) -> int:
    """Return twice the number."""
    return 2 * number
'''
FILES = {
    README: """# {name}: TODO: what it is about

TODO: a story that gives the rules a reason.

## The rules

1. The double of a number is twice the number.

## Your task

Write tests in `answers/{name}/test_{subject}.py`; `workshop check {name}` judges them. You are done when every mutant
is killed and every test passes on every correct program.
""",
    "{subject}.py": SUBJECT,
    f"{CORRECT}/otherwise.py": SUBJECT.replace("2 * number", "number + number"),
    START: '''"""Tests of {subject}; the rules are in the README of the exercise."""

from {subject} import double


def test_zero() -> None:
    """Twice nothing is nothing."""
    assert double(0) == 0
''',
    SOLUTION: '''"""A model suite."""

from {subject} import double


def test_three() -> None:
    """Three tells doubling from squaring, and from adding two."""
    assert double(3) == 6
''',
    f"{BAD}/asserts_true.py": '''# judged: vacuous
"""Nothing is asked of the program."""


def test_true() -> None:
    """It would pass without a program."""
    assert True
''',
    TABLE: """title = "TODO: what it is about"
technique = "unit tests"
hints = [
    "TODO: what to do first.",
    "TODO: what to look at then.",
    "TODO: what to do about the last mutants.",
]

# Five to nine of these. `old` stands exactly once in {subject}.py, and `rule` in the README, word for word.

[[mutant]]
name = "squares"
old = '2 * number'
new = 'number * number'
why = "TODO: what the bug costs somebody in the story: shown once it is killed."
hint = "TODO: which kind of input shows it, without giving it away?"
rule = "The double of a number is twice the number."
""",
}


def scaffold(folder: Path) -> list[Path]:
    """Write the files of a new exercise, whose program is called as the folder is, and return their paths.

    Raises CatalogueError where there is such a folder already, where no program can have the name, or where it cannot
    be written.
    """
    subject = folder.name.lstrip("0123456789-").replace("-", "_")
    if not subject.isidentifier() or keyword.iskeyword(subject):
        raise AuthorError(f"{folder.name!r} is no name for an exercise: take one such as 13-time-zones")
    if folder.exists():
        raise AuthorError(f"{folder} is there already")
    paths = []
    try:
        for name, text in FILES.items():
            path = folder / name.format(subject=subject)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text.format(name=folder.name, subject=subject), encoding="utf-8", newline="\n")
            paths.append(path)
    except OSError as error:
        raise AuthorError(f"{folder}: {error.strerror}") from None
    return paths
