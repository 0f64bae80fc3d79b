# judged: incomplete, misses asks-for-every-article treats-free-as-missing pays-for-duplicates accepts-longer-numbers trusts-the-order stores-unknown-articles validates-too-late hides-the-outage takes-a-lookup-error-for-no-answer
"""It looks at the calls, but no list has more than one article: a hit and a miss never meet."""

import pytest
from prices import Cache, PriceList, Source
from pytest_mock import MockerFixture


def test_a_hit(mocker: MockerFixture) -> None:
    """The source isn't called."""
    cache = mocker.create_autospec(Cache, instance=True, spec_set=True)
    cache.get.return_value = 250
    source = mocker.create_autospec(Source, instance=True, spec_set=True)

    assert PriceList(cache, source).prices(["0003"]) == [250]
    source.ask.assert_not_called()


def test_a_miss(mocker: MockerFixture) -> None:
    """The source is asked, and the price is stored."""
    stored: dict[str, int] = {}
    cache = mocker.create_autospec(Cache, instance=True, spec_set=True)
    cache.get.side_effect = stored.get
    cache.put.side_effect = stored.__setitem__
    source = mocker.create_autospec(Source, instance=True, spec_set=True)
    source.ask.return_value = {"0003": 250}

    assert PriceList(cache, source).prices(["0003"]) == [250]
    source.ask.assert_called_once()
    cache.put.assert_called_once_with("0003", 250)


def test_a_wrong_article(mocker: MockerFixture) -> None:
    """Nothing is called."""
    cache = mocker.create_autospec(Cache, instance=True, spec_set=True)
    source = mocker.create_autospec(Source, instance=True, spec_set=True)

    with pytest.raises(ValueError):  # noqa: PT011 - the rules are silent on the message
        PriceList(cache, source).prices(["milk"])
    assert cache.mock_calls == source.mock_calls == []
