# judged: order-dependent
"""All tests share one source, so its calls add up."""

from unittest.mock import create_autospec

from prices import Cache, PriceList, Source

source = create_autospec(Source, instance=True, spec_set=True)
source.ask.return_value = {"0005": 40}


def test_a_hit() -> None:
    """It passes as long as no other test has asked the source before."""
    cache = create_autospec(Cache, instance=True, spec_set=True)
    cache.get.return_value = 250

    assert PriceList(cache, source).prices(["0003"]) == [250]
    source.ask.assert_not_called()


def test_a_miss() -> None:
    """Here the source is asked."""
    stored: dict[str, int] = {}
    cache = create_autospec(Cache, instance=True, spec_set=True)
    cache.get.side_effect = stored.get
    cache.put.side_effect = stored.__setitem__

    assert PriceList(cache, source).prices(["0005"]) == [40]
    cache.put.assert_called_once_with("0005", 40)
