# judged: over-specified
"""It demands every call of this one program, so it refuses programs that ask in another way."""

from prices import Cache, PriceList, Source
from pytest_mock import MockerFixture


def test_two_articles(mocker: MockerFixture) -> None:
    """The rules say what is asked for and what is stored, but not in how many calls, or in which order."""
    cache = mocker.create_autospec(Cache, instance=True, spec_set=True)
    cache.get.return_value = None
    source = mocker.create_autospec(Source, instance=True, spec_set=True)
    source.ask.return_value = {"0003": 250, "0005": 40}

    PriceList(cache, source).prices(["0003", "0005"])

    source.ask.assert_called_once_with(["0003", "0005"])
    assert cache.mock_calls == [
        mocker.call.get("0003"),
        mocker.call.get("0005"),
        mocker.call.put("0003", 250),
        mocker.call.put("0005", 40),
    ]
