"""What holds of every request."""

from hypothesis import given
from hypothesis import strategies as st

from fizzbuzz import FizzBuzzHandler, InMemoryCache, fizzbuzz


@given(numbers=st.lists(st.integers()), capacity=st.integers(min_value=1, max_value=5))
def test_every_request_is_answered_as_by_the_core(numbers: list[int], capacity: int) -> None:
    """However small the cache and long the request, every element of the answer is the right one."""
    handler = FizzBuzzHandler(InMemoryCache(capacity=capacity))

    answers = handler.run(f"{number}" for number in numbers)

    assert answers == [fizzbuzz(number) for number in numbers]
