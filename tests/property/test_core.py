"""What holds of every number, not only of the examples we thought of."""

from hypothesis import given
from hypothesis import strategies as st

from fizzbuzz import fizzbuzz

integers = st.integers()


@given(number=integers)
def test_the_answer_agrees_with_divisibility(number: int) -> None:
    """Each answer is given to the numbers it belongs to, and to no other: the guide's property."""
    assert_belongs(fizzbuzz(number), number)


def assert_belongs(answer: str, number: int) -> None:
    """Fail unless this answer is the one for this number."""
    divisible = (number % 3 == 0, number % 5 == 0)
    match answer:
        case "Fizz":
            assert divisible == (True, False)
        case "Buzz":
            assert divisible == (False, True)
        case "FizzBuzz":
            assert divisible == (True, True)
        case _:
            assert divisible == (False, False)
            assert answer == f"{number}"


@given(factor=integers)
def test_every_multiple_of_fifteen_is_fizzbuzz(factor: int) -> None:
    """From the rule to the answer: no multiple of both is missed."""
    assert fizzbuzz(15 * factor) == "FizzBuzz"


@given(factor=integers, rest=st.sampled_from([3, 6, 9, 12]))
def test_every_other_multiple_of_three_is_fizz(factor: int, rest: int) -> None:
    """No multiple of three alone is missed."""
    assert fizzbuzz(15 * factor + rest) == "Fizz"


@given(factor=integers, rest=st.sampled_from([5, 10]))
def test_every_other_multiple_of_five_is_buzz(factor: int, rest: int) -> None:
    """No multiple of five alone is missed."""
    assert fizzbuzz(15 * factor + rest) == "Buzz"


@given(factor=integers, rest=st.sampled_from([1, 2, 4, 7, 8, 11, 13, 14]))
def test_every_number_between_is_its_numeral(factor: int, rest: int) -> None:
    """Who reads the answer of any other number gets the number back."""
    number = 15 * factor + rest

    assert int(fizzbuzz(number)) == number


@given(number=integers)
def test_the_answer_agrees_with_an_oracle(number: int) -> None:
    """Another program for the same rule, too simple to be wrong and built from words instead of cases, agrees."""
    words = "Fizz" * (number % 3 == 0) + "Buzz" * (number % 5 == 0)

    assert fizzbuzz(number) == (words or f"{number}")


@given(number=integers)
def test_words_repeat_every_fifteen_numbers(number: int) -> None:
    """A metamorphic property: fifteen further on, the same word, whatever it is."""
    here, there = fizzbuzz(number), fizzbuzz(number + 15)

    assert here == there or (here, there) == (f"{number}", f"{number + 15}")
