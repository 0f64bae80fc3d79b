"""The handler with a fake: a working cache, so that long sequences of requests need no scripted calls."""

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
    """Two handlers can use one cache; an unusual stored value shows that they do."""
    cache = InMemoryCache()
    cache.put(2, "two")

    assert FizzBuzzHandler(cache).run(["2"]) == ["two"]
    assert FizzBuzzHandler(cache).run(["2", "3"]) == ["two", "Fizz"]
