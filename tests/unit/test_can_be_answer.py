"""What the handler takes for an answer when it finds it in the cache."""

import pytest

from fizzbuzz.handler import can_be_answer


@pytest.mark.parametrize("number", [-15, -7, 0, 3, 10**30])
def test_words_and_the_own_numeral_can_be_answers(number: int) -> None:
    """Whether it's the right one isn't checked."""
    assert all(can_be_answer(number, text) for text in ("Fizz", "Buzz", "FizzBuzz", f"{number}"))


@pytest.mark.parametrize("text", ["", "8", "-7", "07", "+7", "7 ", "7.0", "fizz", "BuzzFizz", "Fizz\n", "7\n"])
def test_anything_else_cannot_be_an_answer(text: str) -> None:
    """Not even another spelling of the number."""
    assert not can_be_answer(7, text)
