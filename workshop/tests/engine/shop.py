"""A shop, its tests, and mutants of it, all of which a fork of a template must judge as a new process would."""

from pathlib import Path

from workshop.mutants.catalogue import Catalogue
from workshop.mutants.mutant import Mutant
from workshop.mutants.subject import Subject

SHOP = """
import os
import signal


def price(number):
    return number * 3


def label(number):
    return f"{number} for {price(number)}"


def total(numbers):
    return sum(numbers)


def greet(name="you", *, greeting="Hello"):
    return f"{greeting}, {name}"


def offer(number, discount=1):
    return price(number) - discount


def countdown(number):
    while number > 0:
        yield number
        number -= 1


async def best_price():
    return 7


class Basket:
    def __init__(self):
        self.items = []

    def add(self, number):
        self.items.append(number)
        return self
"""

UNIT_TESTS = """
import inspect
import os

import shop
from hypothesis import given, strategies as st
from shop import Basket, label, price, total

PRICES = [price(number) for number in range(3)]
BASKET = Basket()
COUNTDOWN = shop.countdown(2)
BEST_PRICE = shop.best_price()
DISCOUNT = inspect.signature(shop.offer).parameters["discount"].default


def test_countdown():
    assert list(COUNTDOWN) == [2, 1]


def test_best_price():
    try:
        BEST_PRICE.send(None)
    except StopIteration as stop:
        assert stop.value == 7


def test_default_discount():
    assert DISCOUNT == 1


def test_default_greeting():
    assert "Hello" in str(inspect.signature(shop.greet))


def test_greeting():
    assert shop.greet(greeting="Hi") == "Hi, you"


def test_prices():
    assert PRICES == [0, 3, 6]


def test_basket_is_empty_at_first():
    assert BASKET.items == []


def test_basket_keeps_what_is_added():
    assert BASKET.add(3).items == [3]


def test_total():
    assert total([]) == 0


@given(st.integers())
def test_total_of_one(number):
    assert shop.total([number]) == number


def test_nothing_is_left_by_other_runs(tmp_path):
    assert os.listdir() == []
    assert tmp_path.name == "test_nothing_is_left_by_other_0"
    assert tmp_path.parent.name == "pytest-0"
    open("left", "w").close()
    assert label(1) == "1 for 3"
"""

END_TO_END_TESTS = """
import os
import subprocess
import sys

from shop import total

ENVIRONMENT = dict(os.environ)


def test_total():
    assert f"{total([1, 2])} in total" == "3 in total"


def test_label():
    command = [sys.executable, "-c", "import shop; print(shop.label(2))"]
    answer = subprocess.run(command, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True).stdout
    assert answer == "2 for 6\\n"
"""


def bug(name: str, old: str, new: str) -> Mutant:
    """Return a mutant of the shop."""
    return Mutant(name, "shop.py", old, new, why="The test needs it.")


MUTANTS = (
    bug("triples-the-factor", "number * 3", "number * 9"),
    bug("is-wrong-for-one-sum", "return sum(numbers)", "return sum(numbers) - (sum(numbers) == 46111)"),
    bug("doubles-the-total", "return sum(numbers)", "return sum(numbers) * 2"),
    bug("changes-the-label", " for {", " at {"),
    bug("starts-with-an-item", "items = []", "items = [1]"),
    bug("forgets-to-add", "self.items.append(number)", "pass"),
    bug("overwrites-the-program", "return sum(numbers)", "open(__file__, 'w').close(); return sum(numbers) - 1"),
    bug("adds-only-to-the-docstring", "self.items.append(number)", "'Add it.'"),
    bug("requires-another-argument", "def total(numbers)", "def total(numbers, start)"),
    bug("greets-without-a-name", '"you"', '""'),
    bug("greets-with-other-words", '"Hello"', '"Good day"'),
    bug("counts-down-by-two", "number -= 1", "number -= 2"),
    bug("promises-too-much", "return 7", "return 8"),
    bug("discounts-more", "discount=1", "discount=2"),
)


NEED_NEW_COLLECTION = {
    "triples-the-factor",  # `price` was called at import
    "starts-with-an-item",  # `Basket` was instantiated at import
    "adds-only-to-the-docstring",  # which can be read without calling the function
    "requires-another-argument",  # signatures too
    "counts-down-by-two",  # the generator was made at import and is entered by a test
    "promises-too-much",  # the coroutine too
    "discounts-more",  # a default value was read at import
}


def write_shop(root: Path) -> Catalogue:
    """Write the shop and its tests into a folder, and return the catalogue of its mutants."""
    (root / "shop.py").write_text(SHOP)
    techniques = {"unit": root / "unit", "end_to_end": root / "end_to_end"}
    for folder, tests in zip(techniques.values(), (UNIT_TESTS, END_TO_END_TESTS), strict=True):
        folder.mkdir()
        (folder / "test_shop.py").write_text(tests)
    return Catalogue(root, Subject(root / "shop.py"), techniques, {}, MUTANTS)
