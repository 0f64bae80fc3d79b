"""Tests of the price list; the rules are in the README of the exercise."""

from prices import Cache, PriceList, Source
from pytest_mock import MockerFixture


def test_a_stored_price_is_the_answer(mocker: MockerFixture) -> None:
    """A price that's in the cache is the answer."""
    cache = mocker.create_autospec(Cache, instance=True, spec_set=True)
    cache.get.return_value = 250
    source = mocker.create_autospec(Source, instance=True, spec_set=True)
    source.ask.return_value = {}

    assert PriceList(cache, source).prices(["0003"]) == [250]
