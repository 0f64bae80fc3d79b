"""A small project: a program, its tests, and its mutants."""

from pathlib import Path

FILES = {
    ".gitignore": "__pycache__/\n",
    "src/counter.py": '''"""Numbers."""


def following(number: int) -> int:
    """Return the number that comes next."""
    return number + 1


def is_even(number: int) -> bool:
    """Return whether the number has a whole half."""
    return number % 2 == 0


def name(number: int) -> str:
    """Return what the number is called."""
    return str(number)
''',
    "tests/mutants.toml": """
subject = "src/counter.py"

[techniques]
unit = "tests/unit"
property = "tests/property"

[left_out]
"tests/unit/test_readme.py" = "It tests the README."

[[mutant]]
name = "skips-one"
file = "counter.py"
old = "number + 1"
new = "number + 2"
why = "Every other number is lost."
kills = ["unit", "property"]

[[mutant]]
name = "takes-odd-for-even"
file = "counter.py"
old = "% 2 == 0"
new = "% 2 != 0"
why = "Neither :key: nor [bold] is what it seems → the lock stays shut."
kills = ["unit"]
""",
    "tests/unit/test_counter.py": """from counter import following, is_even


def test_following():
    assert following(1) == 2


def test_is_even():
    assert is_even(4)
""",
    "tests/unit/test_readme.py": """def test_readme():
    raise AssertionError("there's no README")
""",
    "tests/property/test_counter.py": """from counter import following
from hypothesis import given, strategies as st


@given(st.integers())
def test_following(number):
    assert following(number) - number == 1
""",
}


def write_project(root: Path) -> Path:
    """Write the small project into a folder, without committing it, and return the folder."""
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8", newline="\n")
    return root
