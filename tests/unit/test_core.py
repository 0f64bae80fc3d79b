"""The rule of the game, by example."""

import pytest

from fizzbuzz import fizzbuzz


def test_a_multiple_of_three_is_fizz() -> None:
    """3 is Fizz."""
    assert fizzbuzz(3) == "Fizz"


def test_a_multiple_of_five_is_buzz() -> None:
    """5 is Buzz."""
    assert fizzbuzz(5) == "Buzz"


def test_a_multiple_of_three_and_five_is_fizzbuzz() -> None:
    """15 is FizzBuzz."""
    assert fizzbuzz(15) == "FizzBuzz"


def test_any_other_number_is_its_numeral() -> None:
    """2 is 2."""
    assert fizzbuzz(2) == "2"


@pytest.mark.parametrize(
    ("number", "answer"),
    [
        pytest.param(0, "FizzBuzz", id="zero is a multiple of everything"),
        pytest.param(1, "1", id="the first number"),
        pytest.param(-1, "-1", id="a negative number keeps its sign"),
        pytest.param(-3, "Fizz", id="a negative multiple of three"),
        pytest.param(-5, "Buzz", id="a negative multiple of five"),
        pytest.param(-15, "FizzBuzz", id="a negative multiple of both"),
        pytest.param(9, "Fizz", id="a square of three"),
        pytest.param(25, "Buzz", id="a square of five"),
        pytest.param(14, "14", id="one below a multiple of both"),
        pytest.param(16, "16", id="one above a multiple of both"),
        pytest.param(13, "13", id="a digit 3 isn't enough"),
        pytest.param(52, "52", id="a digit 5 isn't enough"),
        pytest.param(2**64, f"{2**64}", id="more than a machine word"),
        pytest.param(3 * 10**30, "FizzBuzz", id="a large multiple of both"),
    ],
)
def test_the_answer_follows_divisibility(number: int, answer: str) -> None:
    """For every whole number, the answer depends only on divisibility."""
    assert fizzbuzz(number) == answer
