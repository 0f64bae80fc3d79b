"""A model suite: an example for each rule, and more where a plausible mistake would pass the first one."""

import pytest
from game import say


@pytest.mark.parametrize("number", [3, 9, 12, 51, 99])
def test_a_multiple_of_three_is_fizz(number: int) -> None:
    """Three itself, and others: a program that only knows the first is wrong, and so is one that looks at digits."""
    assert say(number) == "Fizz"


@pytest.mark.parametrize("number", [5, 10, 35, 115])
def test_a_multiple_of_five_is_buzz(number: int) -> None:
    """One that ends in zero, and some with other digits that a rule could be mistaken about."""
    assert say(number) == "Buzz"


@pytest.mark.parametrize("number", [15, 30])
def test_a_multiple_of_both_is_one_word(number: int) -> None:
    """The order of the questions matters here, and nowhere else."""
    assert say(number) == "FizzBuzz"


@pytest.mark.parametrize("number", [1, 13, 31, 52, 151, 352, -13, -52])
def test_any_other_number_is_said_itself(number: int) -> None:
    """A string, of the number and nothing else: a 3 or a 5 among its digits doesn't make it a multiple."""
    assert say(number) == f"{number}"


@pytest.mark.parametrize(("number", "expected"), [(0, "FizzBuzz"), (-1, "-1"), (-3, "Fizz"), (-5, "Buzz")])
def test_the_game_runs_backward_too(number: int, expected: str) -> None:
    """Zero and what is below it follow the same rules."""
    assert say(number) == expected
