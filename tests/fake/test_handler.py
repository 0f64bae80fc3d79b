"""The handler with a fake: a working cache, so that long sequences of requests need no scripted calls."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fizzbuzz import FizzBuzzHandler, InMemoryCache, fizzbuzz

few_examples = settings(max_examples=settings().max_examples // 4)  # each has ten or more requests
requests = st.lists(st.lists(st.integers(min_value=-20, max_value=20), max_size=5), min_size=10, max_size=12)


@few_examples
@given(requests=requests)
def test_every_element_of_every_request_is_answered_correctly(requests: list[list[int]]) -> None:
    """In a long sequence of requests that share a cache, no answer is lost, mixed up or stale."""
    handler = FizzBuzzHandler(InMemoryCache())

    for numbers in requests:
        assert handler.run(map(str, numbers)) == [fizzbuzz(number) for number in numbers]


@few_examples
@given(requests=requests)
def test_the_cache_contains_exactly_the_answers(requests: list[list[int]]) -> None:
    """After the requests, the cache contains every requested number with its answer, and nothing else."""
    cache = InMemoryCache()
    handler = FizzBuzzHandler(cache)

    for numbers in requests:
        handler.run(map(str, numbers))

    asked = {number for numbers in requests for number in numbers}
    assert cache.get_many(asked) == {number: fizzbuzz(number) for number in asked}
    assert len(cache) == len(asked)


def test_two_handlers_share_a_cache() -> None:
    """Two handlers can use one cache; a stored answer that is wrong shows that they do."""
    cache = InMemoryCache()
    cache.put(2, "Buzz")

    assert FizzBuzzHandler(cache).run(["2"]) == ["Buzz"]
    assert FizzBuzzHandler(cache).run(["2", "3"]) == ["Buzz", "Fizz"]


def test_an_answer_that_the_cache_has_lost_is_stored_again() -> None:
    """The handler remembers nothing itself: what a small cache has evicted is computed and stored once more."""
    cache = InMemoryCache(capacity=1)
    handler = FizzBuzzHandler(cache)

    answers = [handler.run([number]) for number in ("3", "5", "3")]

    assert answers == [["Fizz"], ["Buzz"], ["Fizz"]]
    assert cache.get(3) == "Fizz"


@pytest.mark.parametrize("stored", ["", "3!", "03", "+3", "5", "fizz", "FIZZ", "Fizz ", "٣", "None"])
def test_a_stored_text_that_cannot_be_an_answer_is_replaced(stored: str) -> None:
    """It's a miss, no matter which program has stored it."""
    cache = InMemoryCache()
    cache.put(3, stored)

    assert FizzBuzzHandler(cache).run(["3", "5"]) == ["Fizz", "Buzz"]
    assert cache.get_many([3, 5]) == {3: "Fizz", 5: "Buzz"}
