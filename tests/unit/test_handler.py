"""The handler's answers and errors, whatever its cache does."""

import pytest

from fizzbuzz import FizzBuzzHandler, InMemoryCache, InvalidNumberError


def test_every_argument_is_answered_in_order() -> None:
    """There's one answer per argument, in the same order."""
    handler = FizzBuzzHandler(InMemoryCache())

    assert handler.run(["3", "5", "15", "2"]) == ["Fizz", "Buzz", "FizzBuzz", "2"]


def test_duplicates_are_answered() -> None:
    """A number that occurs twice gets two answers, however it's written."""
    handler = FizzBuzzHandler(InMemoryCache())

    assert handler.run(["2", "3", "+2", "02", "-07", "-7"]) == ["2", "Fizz", "2", "2", "-7", "-7"]


def test_an_empty_request_has_no_answers() -> None:
    """A request without arguments returns an empty list."""
    assert FizzBuzzHandler(InMemoryCache()).run([]) == []


def test_arguments_can_come_from_an_iterator() -> None:
    """Any iterable works, even one that can be read only once."""
    assert FizzBuzzHandler(InMemoryCache()).run(iter(["3", "5"])) == ["Fizz", "Buzz"]


def test_the_first_bad_argument_is_reported_with_its_position() -> None:
    """A request with bad input gets no answers, but an error with the position of the first bad argument."""
    handler = FizzBuzzHandler(InMemoryCache())

    with pytest.raises(InvalidNumberError) as caught:
        handler.run(["3", "five", "15", "two"])

    assert caught.value.argument == "five"
    assert caught.value.position == 2
    assert str(caught.value) == "argument 2: 'five' is not a whole number"


def test_a_bad_argument_leaves_nothing_in_the_cache() -> None:
    """The good arguments before a bad one aren't stored."""
    cache = InMemoryCache()

    with pytest.raises(InvalidNumberError):
        FizzBuzzHandler(cache).run(["3", "5", "x"])

    assert len(cache) == 0
