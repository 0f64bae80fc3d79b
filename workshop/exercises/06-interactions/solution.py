"""A model suite: mocks that answer any question, and assertions that hold for one call or many."""

from collections.abc import Collection
from typing import TypeAlias
from unittest.mock import NonCallableMagicMock

import pytest
from prices import Cache, PriceList, Source
from pytest_mock import MockerFixture

Mock: TypeAlias = NonCallableMagicMock

KNOWN = {"0009": 80, "0005": 40, "0003": 250}  # what the source knows, in an order of its own


@pytest.fixture
def stored() -> dict[str, int]:
    """Return what the cache has: nothing yet."""
    return {}


@pytest.fixture
def cache(mocker: MockerFixture, stored: dict[str, int]) -> Mock:
    """Return a mock of a cache that remembers: a program may ask it for what it has just put there."""
    mock = mocker.create_autospec(Cache, instance=True, spec_set=True)
    mock.get.side_effect = stored.get
    mock.put.side_effect = stored.__setitem__
    return mock


@pytest.fixture
def source(mocker: MockerFixture) -> Mock:
    """Return a mock of a source that answers each article it's asked for, if it knows it."""

    def ask(articles: Collection[str]) -> dict[str, int]:
        return {article: price for article, price in KNOWN.items() if article in articles}

    mock = mocker.create_autospec(Source, instance=True, spec_set=True)
    mock.ask.side_effect = ask
    return mock


def asked_for(source: Mock) -> list[str]:
    """Return the articles that the source was asked for, from all calls together, sorted."""
    return sorted(article for each in source.ask.call_args_list for article in each.args[0])


def put_into(cache: Mock) -> list[tuple[str, int]]:
    """Return what was put there, from all calls together, sorted."""
    return sorted(each.args for each in cache.put.call_args_list)


def test_a_stored_price_is_not_asked_for(cache: Mock, source: Mock, stored: dict[str, int]) -> None:
    """A stored price is the answer, even a price of 0: the source isn't called, and nothing is stored again."""
    stored |= {"0003": 199, "0009": 0}

    answers = PriceList(cache, source).prices(["0003", "0009"])

    assert answers == [199, 0]
    assert source.mock_calls == []
    assert put_into(cache) == []


def test_a_missing_price_is_asked_for_and_stored(cache: Mock, source: Mock) -> None:
    """Each price comes from the source, and is stored for its own article, in whatever order the source answers."""
    answers = PriceList(cache, source).prices(["0003", "0009", "0005"])

    assert answers == [250, 80, 40]
    assert asked_for(source) == ["0003", "0005", "0009"]
    assert put_into(cache) == [("0003", 250), ("0005", 40), ("0009", 80)]


def test_only_missing_prices_are_asked_for(cache: Mock, source: Mock, stored: dict[str, int]) -> None:
    """A list can have both stored and missing articles, and the answers keep its order."""
    stored["0003"] = 250

    answers = PriceList(cache, source).prices(["0005", "0003"])

    assert answers == [40, 250]
    assert asked_for(source) == ["0005"]
    assert put_into(cache) == [("0005", 40)]


def test_the_same_article_is_paid_for_once(cache: Mock, source: Mock) -> None:
    """It's answered as often as it's in the list, but asked for once and stored once."""
    answers = PriceList(cache, source).prices(["0003", "0005", "0003"])

    assert answers == [250, 40, 250]
    assert asked_for(source) == ["0003", "0005"]
    assert put_into(cache) == [("0003", 250), ("0005", 40)]


def test_an_unknown_article_is_not_stored(cache: Mock, source: Mock) -> None:
    """The answer is None, and the articles beside it are still answered and stored."""
    answers = PriceList(cache, source).prices(["0001", "0003"])

    assert answers == [None, 250]
    assert put_into(cache) == [("0003", 250)]


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param("", id="empty"),
        pytest.param("milk", id="letters"),
        pytest.param("003", id="a digit too few"),
        pytest.param("00003", id="a digit too many"),
        pytest.param("-003", id="a sign"),
        pytest.param(" 0003", id="a space before it"),
        pytest.param("0003\n", id="a line end after it"),
        pytest.param("٠٠٠٣", id="other digits"),
        pytest.param("000³", id="a raised digit"),
    ],
)
def test_on_a_wrong_article_nothing_is_called(wrong: str, cache: Mock, source: Mock) -> None:
    """Wherever it is, the whole list is checked before the cache or the source is called."""
    for articles in ([wrong], [wrong, "0003"], ["0003", wrong], ["0003", wrong, "0005"]):
        with pytest.raises(ValueError):  # noqa: PT011 - the rules are silent on the message
            PriceList(cache, source).prices(articles)

    assert cache.mock_calls == []
    assert source.mock_calls == []


@pytest.mark.parametrize(
    "error",
    [
        ConnectionError("the line is down"),
        TimeoutError("no answer"),
        PermissionError("the bill is not paid"),
        KeyError("0003"),
        ValueError("no price list of today"),
        TypeError("a price without a number"),
        AttributeError("no price list"),
        ZeroDivisionError("no price for each"),
        RuntimeError("out of order"),
        Exception("something else"),
        KeyboardInterrupt("which is no Exception"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_of_the_source_is_not_hidden(error: BaseException, cache: Mock, source: Mock) -> None:
    """A source that fails isn't the same as an unknown article, and isn't asked again."""
    source.ask.side_effect = error

    with pytest.raises(type(error)) as raised:
        PriceList(cache, source).prices(["0003"])

    assert raised.value is error
    assert source.ask.call_count == 1
