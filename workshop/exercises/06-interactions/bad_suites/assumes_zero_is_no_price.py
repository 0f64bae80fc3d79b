# judged: wrong
"""It believes that a price of 0 means that there's none."""

from prices import Cache, PriceList, Source
from pytest_mock import MockerFixture


def test_zero_is_asked_for_again(mocker: MockerFixture) -> None:
    """By the rules, a stored price is the answer, and 0 is free."""
    cache = mocker.create_autospec(Cache, instance=True, spec_set=True)
    cache.get.return_value = 0
    source = mocker.create_autospec(Source, instance=True, spec_set=True)
    source.ask.return_value = {"0003": 250}

    assert PriceList(cache, source).prices(["0003"]) == [250]
