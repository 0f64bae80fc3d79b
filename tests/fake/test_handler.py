"""The handler over a fake: a cache that works, so that long sequences need no script of calls."""

from hypothesis import given, settings
from hypothesis import strategies as st

from fizzbuzz import FizzBuzzHandler, InMemoryCache, fizzbuzz

few_examples = settings(max_examples=settings().max_examples // 4)  # of which each has ten requests and more
requests = st.lists(st.lists(st.integers(min_value=-20, max_value=20), max_size=5), min_size=10, max_size=12)


@few_examples
@given(requests=requests)
def test_every_element_of_every_request_is_answered_right(requests: list[list[int]]) -> None:
    """Over a long sequence of requests that meet in the cache, no answer is lost, mixed up or stale."""
    handler = FizzBuzzHandler(InMemoryCache())

    for numbers in requests:
        assert handler.run(map(str, numbers)) == [fizzbuzz(number) for number in numbers]


@few_examples
@given(requests=requests)
def test_afterwards_the_cache_holds_every_answer(requests: list[list[int]]) -> None:
    """What was asked is in the cache, with the right value, and nothing else is."""
    cache = InMemoryCache()
    handler = FizzBuzzHandler(cache)

    for numbers in requests:
        handler.run(map(str, numbers))

    asked = {number for numbers in requests for number in numbers}
    assert cache.get_many(asked) == {number: fizzbuzz(number) for number in asked}
    assert len(cache) == len(asked)


def test_two_handlers_share_what_one_has_stored() -> None:
    """A cache may serve many handlers: we see it, because what is stored is something odd."""
    cache = InMemoryCache()
    cache.put(2, "two")

    assert FizzBuzzHandler(cache).run(["2"]) == ["two"]
    assert FizzBuzzHandler(cache).run(["2", "3"]) == ["two", "Fizz"]
