"""A model suite: a table for each kind of limit, with a line for either side of it."""

import pytest
from postage import postage


@pytest.mark.parametrize(
    ("grams", "cents"),
    [
        pytest.param(1, 95, id="the lightest letter"),
        pytest.param(20, 95, id="the last of the first band"),
        pytest.param(21, 120, id="the first of the second band"),
        pytest.param(50, 120, id="the last of the second band"),
        pytest.param(51, 190, id="the first of the third band"),
        pytest.param(500, 190, id="the last of the third band"),
        pytest.param(501, 310, id="the first of the fourth band"),
        pytest.param(1000, 310, id="the last of the fourth band"),
        pytest.param(1001, 540, id="the first of the fifth band"),
        pytest.param(2000, 540, id="the heaviest letter"),
    ],
)
def test_a_letter_costs_the_price_of_its_band(grams: int, cents: int) -> None:
    """Both ends of every band, with the prices of the rules."""
    assert postage(grams) == cents


@pytest.mark.parametrize(
    "grams",
    [
        pytest.param(-1, id="less than nothing"),
        pytest.param(0, id="an empty scale"),
        pytest.param(2001, id="a gram too heavy"),
    ],
)
def test_no_letter_has_any_other_weight(grams: int) -> None:
    """One gram less than the lightest letter, or more than the heaviest, is refused."""
    with pytest.raises(ValueError):  # noqa: PT011 - the rules decide nothing more
        postage(grams)


@pytest.mark.parametrize(
    ("letters", "cents"),
    [
        pytest.param(1, 95, id="one"),
        pytest.param(2, 190, id="two"),
        pytest.param(49, 4655, id="the last without a discount"),
        pytest.param(50, 4250, id="the first with a discount"),
        pytest.param(51, 4335, id="one more"),
    ],
)
def test_many_letters_are_cheaper_by_the_letter(letters: int, cents: int) -> None:
    """So many times the price of one, which is lower for all of them from fifty on."""
    assert postage(20, letters) == cents


@pytest.mark.parametrize("letters", [pytest.param(0, id="none"), pytest.param(-1, id="fewer than none")])
def test_no_letters_have_no_price(letters: int) -> None:
    """Nothing is not free: it is refused."""
    with pytest.raises(ValueError):  # noqa: PT011 - the rules decide nothing more
        postage(20, letters)
