"""A property that holds for every request."""

from hypothesis import given
from hypothesis import strategies as st

from fizzbuzz import FizzBuzzHandler, InMemoryCache, fizzbuzz


@given(numbers=st.lists(st.integers()), capacity=st.integers(min_value=1, max_value=5))
def test_every_request_gets_the_answers_of_the_core(numbers: list[int], capacity: int) -> None:
    """However small the cache and however long the request, every element gets the right answer."""
    handler = FizzBuzzHandler(InMemoryCache(capacity=capacity))

    answers = handler.run(f"{number}" for number in numbers)

    assert answers == [fizzbuzz(number) for number in numbers]
