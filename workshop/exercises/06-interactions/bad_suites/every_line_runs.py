# judged: incomplete, misses asks-for-every-article treats-free-as-missing pays-for-duplicates makes-an-empty-request accepts-longer-numbers trusts-the-order stores-unknown-articles validates-too-late hides-the-outage takes-a-lookup-error-for-no-answer
"""Every line and every branch runs, and all answers are right, but it doesn't look at the calls, and sees no bug."""

import pytest
from prices import Cache, PriceList, Source
from pytest_mock import MockerFixture


def test_answers(mocker: MockerFixture) -> None:
    """Stored, missing, both in one list, unknown, wrong."""
    cache = mocker.create_autospec(Cache, instance=True, spec_set=True)
    stored = {"0003": 250, "0004": 0}
    cache.get.side_effect = stored.get
    cache.put.side_effect = stored.__setitem__
    source = mocker.create_autospec(Source, instance=True, spec_set=True)
    source.ask.side_effect = lambda articles: {article: 40 for article in articles if article == "0005"}
    price_list = PriceList(cache, source)

    assert price_list.prices(["0003"]) == [250]
    assert price_list.prices(["0005", "0005", "0001"]) == [40, 40, None]
    assert price_list.prices(["0004", "0005", "0003"]) == [0, 40, 250]
    with pytest.raises(ValueError):  # noqa: PT011 - the rules are silent on the message
        price_list.prices(["milk"])
