"""The calls that the handler makes to its cache. These tests use mocks, because the calls are what matters."""

from collections.abc import Iterable
from typing import TypeAlias
from unittest.mock import NonCallableMagicMock, call

import pytest
from pytest_mock import MockerFixture

from fizzbuzz import BatchCache, Cache, FizzBuzzHandler, InvalidNumberError

Mock: TypeAlias = NonCallableMagicMock


@pytest.fixture
def cache(mocker: MockerFixture) -> Mock:
    """Return a mock of a plain cache that misses; left alone, it would return another mock."""
    mock = mocker.create_autospec(Cache, instance=True, spec_set=True)
    mock.get.return_value = None
    return mock


@pytest.fixture
def batch_cache(mocker: MockerFixture) -> Mock:
    """Return a mock of a batch cache that misses."""
    mock = mocker.create_autospec(BatchCache, instance=True, spec_set=True)
    mock.get_many.return_value = {}
    return mock


def test_a_miss_is_computed_and_stored(cache: Mock) -> None:
    """A cache miss: 5 isn't found, so the answer is computed, stored and returned."""
    answers = FizzBuzzHandler(cache).run(["5"])

    assert answers == ["Buzz"]
    assert cache.mock_calls == [call.get(5), call.put(5, "Buzz")]


def test_a_hit_returns_the_stored_answer_and_computes_nothing(cache: Mock, mocker: MockerFixture) -> None:
    """An answer that is in the cache is neither computed nor stored again; one that's wrong shows where it's from."""
    cache.get.return_value = "Fizz"
    compute = mocker.patch("fizzbuzz.handler.fizzbuzz", autospec=True)

    answers = FizzBuzzHandler(cache).run(["5"])

    assert answers == ["Fizz"]
    assert cache.mock_calls == [call.get(5)]
    compute.assert_not_called()


def test_only_missing_answers_are_computed_and_stored(batch_cache: Mock) -> None:
    """A request can mix hits and misses, and its answers keep the order of the request."""
    batch_cache.get_many.return_value = {3: "Buzz", 15: "15"}

    answers = FizzBuzzHandler(batch_cache).run(["5", "3", "15", "2"])

    assert answers == ["Buzz", "Buzz", "15", "2"]
    batch_cache.put_many.assert_called_once_with({5: "Buzz", 2: "2"})


def test_a_request_of_any_size_costs_two_round_trips(batch_cache: Mock) -> None:
    """A batch cache gets one lookup and one store, with each distinct number once, in the order of the request."""
    FizzBuzzHandler(batch_cache).run(["15", "5", "15", "3", "+5"])

    assert batch_cache.mock_calls == [
        call.get_many([15, 5, 3]),
        call.put_many({15: "FizzBuzz", 5: "Buzz", 3: "Fizz"}),
    ]
    assert list(batch_cache.put_many.call_args.args[0]) == [15, 5, 3]


def test_a_fully_cached_request_costs_one_round_trip(batch_cache: Mock) -> None:
    """If no answer is missing, nothing is stored."""
    batch_cache.get_many.return_value = {3: "Fizz", 5: "Buzz"}

    FizzBuzzHandler(batch_cache).run(["3", "5"])

    assert batch_cache.mock_calls == [call.get_many([3, 5])]


def test_a_plain_cache_is_asked_for_each_distinct_number_once(cache: Mock) -> None:
    """A cache with only two methods works too, and gets no calls for duplicates."""
    FizzBuzzHandler(cache).run(["5", "3", "5"])

    assert cache.mock_calls == [call.get(5), call.get(3), call.put(5, "Buzz"), call.put(3, "Fizz")]


def test_a_cache_with_only_one_batch_method_counts_as_plain() -> None:
    """A cache that can look up many keys at once, but not store them, is called once per number."""
    cache = NonCallableMagicMock(spec_set=["get", "put", "get_many"])
    cache.get.return_value = None

    FizzBuzzHandler(cache).run(["3"])

    assert cache.mock_calls == [call.get(3), call.put(3, "Fizz")]


@pytest.mark.parametrize("arguments", [["x"], ["3", "x"], ["x", "3"]], ids=" ".join)
def test_bad_input_does_not_reach_the_cache(arguments: list[str], cache: Mock, batch_cache: Mock) -> None:
    """All arguments are parsed before the first call to the cache."""
    for mock in (cache, batch_cache):
        with pytest.raises(InvalidNumberError):
            FizzBuzzHandler(mock).run(arguments)

        assert mock.mock_calls == []


@pytest.mark.parametrize("arguments", [[], iter([])], ids=["a list", "an iterator"])
def test_an_empty_request_does_not_reach_the_cache(arguments: Iterable[str], batch_cache: Mock) -> None:
    """A request without arguments makes no calls to the cache."""
    FizzBuzzHandler(batch_cache).run(arguments)

    assert batch_cache.mock_calls == []


def test_a_cache_error_is_not_hidden(batch_cache: Mock) -> None:
    """The handler doesn't handle outages; to turn them into misses, wrap the cache in a FailSafeCache."""
    batch_cache.get_many.side_effect = PermissionError("wrong password")

    with pytest.raises(PermissionError, match="wrong password"):
        FizzBuzzHandler(batch_cache).run(["3"])
