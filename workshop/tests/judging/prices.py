"""A program that computes prices, tests of it in two techniques, and mutants that they kill."""

from pathlib import Path

from workshop.mutants.catalogue import Catalogue
from workshop.mutants.mutant import Mutant
from workshop.mutants.subject import Subject

PRICES = '''
"""Prices."""

from functools import cache

VAT = 20


def gross(net):
    """Return a price with tax."""
    return net + net * VAT // 100


def label(net):
    """Return the text on the label."""
    if net == 0:
        return "free"
    return f"{gross(net)} cents"


@cache
def discount(amount):
    """Return the discount in percent."""
    return 10 if amount > 99 else 0
'''

FILES = {
    "src/prices.py": PRICES,
    "tests/unit/test_gross.py": """
import pytest

from prices import discount, gross


def test_tax_is_added():
    assert gross(100) == 120


@pytest.mark.skip(reason="too expensive")
def test_skipped():
    assert gross(100) == 0


def test_discount_can_be_computed():
    discount(100)


def test_discount():
    assert discount(100) == 10
""",
    "tests/end_to_end/test_label.py": """
import subprocess
import sys


def label(net):
    command = [sys.executable, "-c", f"import prices; print(prices.label({net}))"]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True).stdout.strip()


def test_label():
    assert label(100) == "120 cents"


def test_price_of_nothing():
    assert label(0) == "free"
""",
    "tests/unsound/test_readme.py": "def test_readme():\n    assert False\n",
}


def bug(name: str, old: str, new: str, *kills: str) -> Mutant:
    """Return a mutant of the program."""
    return Mutant(name, "prices.py", old, new, why="The test needs it.", kills=kills)


MUTANTS = (
    bug("omits-the-tax", "net + net * VAT // 100", "net", "unit", "end_to_end"),
    bug("changes-the-tax", "VAT = 20", "VAT = 21", "unit"),
    bug("changes-a-label", '"free"', '"gratis"'),
    bug("adds-a-digit", "// 100", "// 10", "end_to_end"),
    bug("discounts-later", "> 99", "> 100", "unit"),
    bug("fails-at-import", "from functools", "from functions"),
)


def write_prices(root: Path) -> Catalogue:
    """Write the program and its tests into a folder, and return the catalogue of its mutants."""
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    techniques = {"unit": root / "tests" / "unit", "end_to_end": root / "tests" / "end_to_end"}
    return Catalogue(root, Subject(root / "src" / "prices.py"), techniques, {}, MUTANTS)
