# judged: over-specified
"""Its cache never has anything: a program that stores a price and reads it back finds none."""

from prices import Cache, PriceList, Source
from pytest_mock import MockerFixture


def test_a_missing_price(mocker: MockerFixture) -> None:
    """The rules leave open how often the cache is asked, so a mock of it has to remember."""
    cache = mocker.create_autospec(Cache, instance=True, spec_set=True)
    cache.get.return_value = None
    source = mocker.create_autospec(Source, instance=True, spec_set=True)
    source.ask.return_value = {"0003": 250}

    assert PriceList(cache, source).prices(["0003"]) == [250]
