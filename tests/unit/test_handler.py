"""What the handler answers and refuses, whatever its cache does."""

import pytest

from fizzbuzz import FizzBuzzHandler, InMemoryCache, InvalidNumberError


def test_every_argument_is_answered_in_order() -> None:
    """One answer an argument, in the same order."""
    handler = FizzBuzzHandler(InMemoryCache())

    assert handler.run(["3", "5", "15", "2"]) == ["Fizz", "Buzz", "FizzBuzz", "2"]


def test_duplicates_are_kept() -> None:
    """The same number twice has two answers, however it is spelled."""
    handler = FizzBuzzHandler(InMemoryCache())

    assert handler.run(["2", "3", "+2", "02"]) == ["2", "Fizz", "2", "2"]


def test_no_arguments_have_no_answers() -> None:
    """An empty request has an empty answer."""
    assert FizzBuzzHandler(InMemoryCache()).run([]) == []


def test_arguments_may_come_from_an_iterator() -> None:
    """Any iterable will do, even one that can be read only once."""
    assert FizzBuzzHandler(InMemoryCache()).run(iter(["3", "5"])) == ["Fizz", "Buzz"]


def test_the_first_bad_argument_is_named_with_its_place() -> None:
    """A request with bad input has no answer, but an error that says where the first one stands."""
    handler = FizzBuzzHandler(InMemoryCache())

    with pytest.raises(InvalidNumberError) as caught:
        handler.run(["3", "five", "15", "two"])

    assert caught.value.argument == "five"
    assert caught.value.position == 2
    assert str(caught.value) == "argument 2: 'five' is not a whole number"


def test_a_bad_argument_leaves_nothing_in_the_cache() -> None:
    """Nothing is half done: the good arguments before a bad one are not stored."""
    cache = InMemoryCache()

    with pytest.raises(InvalidNumberError):
        FizzBuzzHandler(cache).run(["3", "5", "x"])

    assert len(cache) == 0
