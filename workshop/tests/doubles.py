"""A small exercise in real files, and suites for it."""

from pathlib import Path

from workshop.course.exercise import Exercise, read_exercise

PROGRAM = '''"""Doubles."""


def double(number: int) -> int:
    """Return twice the number."""
    return 2 * number
'''
STRICT = '''"""Doubles."""


def double(number: int) -> int:
    """Return twice the number; raises TypeError for anything else."""
    if not isinstance(number, int):
        raise TypeError(f"{number!r} is not a number")
    return number + number
'''
TABLE = """
title = "Doubles"
technique = "unit tests"
minutes = 15
hints = ["Begin with 3.", "Go below zero.", "Then look at both sides of it."]

[[mutant]]
name = "squares"
old = '2 * number'
new = 'number * number'
why = "A doubled bill becomes its square."
hint = "Which numbers have a square that is their double?"
rule = "The double of a number is twice the number."

[[mutant]]
name = "adds-two"
old = '2 * number'
new = '2 + number'
why = "It's right for 2 and for nothing else."
hint = "Try more than one number."
rule = "The double of a number is twice the number."

[[mutant]]
name = "loses-the-minus"
old = '2 * number'
new = '2 * abs(number)'
why = "A debt becomes a gift."
hint = "On which side of zero are your examples?"
rule = "a negative number stays negative"

[[mutant]]
name = "shrinks"
old = '2 * number'
new = 'number / 2'
why = "Half is not twice."
hint = "Is the result too large or too small?"
rule = "The double of a number is twice the number."

[[mutant]]
name = "answers-with-text"
old = 'return 2 * number'
new = 'return str(2 * number)  # type: ignore[return-value]'
why = "Text can't be used in further arithmetic."
hint = "What type does the result have?"
rule = "The double of a number is twice the number."
"""
README = """# 13-doubles

1. The double of a number is twice the number.
2. The same holds below zero: a negative number stays
   negative.
"""
START = '''"""Tests of doubles."""

from doubles import double


def test_zero() -> None:
    """Twice zero is zero."""
    assert double(0) == 0
'''
SOLUTION = '''"""A model suite."""

from doubles import double


def test_examples() -> None:
    """One number is above zero, one below."""
    assert (double(3), double(-3)) == (6, -6)
'''
WITH_PROPERTY = '''"""A model suite with a property."""

from doubles import double
from hypothesis import given, settings
from hypothesis import strategies as st


@settings(max_examples=20)
@given(st.integers())
def test_sum(number: int) -> None:
    """Twice a number is the number plus itself."""
    assert double(number) == number + number
'''
WRONG = SOLUTION.replace("-6)", "6)")
VACUOUS = "# judged: vacuous\ndef test_nothing():\n    assert True\n"
OVER_SPECIFIED = "from doubles import double\n\n\ndef test_text():\n    assert double('ab') == 'abab'\n"
FLAKY = "import random\n\n\ndef test_luck():\n    assert random.random() > 0.5\n"
SLEEPS = SOLUTION.replace("    assert", "    import time\n    time.sleep(0.11)\n    assert")
EXITS = "import os\n\n\ndef test_exit():\n    os._exit(0)\n"
HANGS = f"{START}\n\ndef test_never() -> None:\n    while True:\n        pass\n"
ORDER = """seen = []


def test_first():
    seen.append(1)
    assert seen == [1]


def test_second():
    seen.append(2)
    assert seen == [1, 2]
"""


def suite(text: str, **others: str) -> dict[str, bytes]:
    """Return a suite for the exercise: the text of its test file, and the texts of modules beside it by name."""
    return {"test_doubles.py": text.encode(), **{f"{name}.py": other.encode() for name, other in others.items()}}


def write_exercise(root: Path, name: str = "13-doubles", *, table: str = TABLE, program: str = "doubles") -> Exercise:
    """Write the exercise into the folder `exercises` of `root`, and return it."""
    files = {
        f"{program}.py": PROGRAM,
        "correct/strict.py": STRICT,
        "start.py": START,
        "solution.py": SOLUTION,
        "exercise.toml": table,
        "README.md": README,
        "bad_suites/vacuous.py": VACUOUS,
    }
    folder = root / "exercises" / name
    for file, text in files.items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(text, encoding="utf-8", newline="\n")
    return read_exercise(folder)
