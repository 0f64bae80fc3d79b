"""A model suite: an example for each rule, and more where a plausible mistake would pass the first one."""

import pytest
from game import say


@pytest.mark.parametrize("number", [3, 9, 12])
def test_a_multiple_of_three_is_fizz(number: int) -> None:
    """Three itself, and others: a program that only knows the first is wrong."""
    assert say(number) == "Fizz"


@pytest.mark.parametrize("number", [5, 10])
def test_a_multiple_of_five_is_buzz(number: int) -> None:
    """One that ends in five and one that ends in zero."""
    assert say(number) == "Buzz"


@pytest.mark.parametrize("number", [15, 30])
def test_a_multiple_of_both_is_one_word(number: int) -> None:
    """The order of the questions matters here, and nowhere else."""
    assert say(number) == "FizzBuzz"


@pytest.mark.parametrize(("number", "expected"), [(1, "1"), (13, "13")])
def test_any_other_number_is_said_itself(number: int, expected: str) -> None:
    """A string, of the number and nothing else; that it has a 3 in it makes no multiple of 3."""
    assert say(number) == expected


@pytest.mark.parametrize(("number", "expected"), [(0, "FizzBuzz"), (-1, "-1"), (-3, "Fizz"), (-5, "Buzz")])
def test_the_game_runs_backward_too(number: int, expected: str) -> None:
    """Zero and what is below it follow the same rules."""
    assert say(number) == expected
