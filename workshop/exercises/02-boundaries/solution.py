"""A model suite: a table for each kind of limit, with a line for either side of it, and for where two limits meet."""

import pytest
from postage import postage

BANDS = [
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
]


@pytest.mark.parametrize(("grams", "cents"), BANDS)
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
@pytest.mark.parametrize("letters", [1, 2, 50])
def test_no_letter_has_any_other_weight(grams: int, letters: int) -> None:
    """One gram less than the lightest letter, or more than the heaviest, is refused, even for one of many."""
    with pytest.raises(ValueError):  # noqa: PT011 - the rules decide nothing more
        postage(grams, letters)


@pytest.mark.parametrize(
    ("letters", "cents"),
    [
        pytest.param(1, 95, id="one"),
        pytest.param(2, 190, id="two"),
        pytest.param(49, 4655, id="the last without a discount"),
        pytest.param(50, 4250, id="the first with a discount"),
        pytest.param(51, 4335, id="one more"),
        pytest.param(1000, 85_000, id="very many"),
    ],
)
def test_many_letters_are_cheaper_by_the_letter(letters: int, cents: int) -> None:
    """The number of letters times the price of one, which is lower for all of them from fifty on."""
    assert postage(20, letters) == cents


@pytest.mark.parametrize(("grams", "cents"), BANDS)
def test_the_discount_is_the_same_for_every_weight(grams: int, cents: int) -> None:
    """On both sides of the limit of each band, and on both sides of the limit of the number."""
    assert postage(grams, 49) == 49 * cents
    assert postage(grams, 50) == 50 * (cents - 10)
    assert postage(grams, 1000) == 1000 * (cents - 10)


@pytest.mark.parametrize("letters", [pytest.param(0, id="none"), pytest.param(-1, id="fewer than none")])
@pytest.mark.parametrize("grams", [1, 20, 2000])
def test_no_letters_have_no_price(grams: int, letters: int) -> None:
    """No letters aren't free: the number 0 is refused, whatever the weight."""
    with pytest.raises(ValueError):  # noqa: PT011 - the rules decide nothing more
        postage(grams, letters)
