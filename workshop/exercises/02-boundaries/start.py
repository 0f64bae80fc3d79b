"""Tests of the postage; the rules are in the README of the exercise."""

import pytest
from postage import postage


@pytest.mark.parametrize(
    ("grams", "cents"),
    [
        pytest.param(10, 95, id="inside the first band"),
    ],
)
def test_a_letter_costs_the_price_of_its_band(grams: int, cents: int) -> None:
    """A letter costs what the table says for its weight."""
    assert postage(grams) == cents
