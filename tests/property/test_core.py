"""Properties that hold for every number, not only for the examples we thought of."""

from hypothesis import given
from hypothesis import strategies as st

from fizzbuzz import fizzbuzz

integers = st.integers()


@given(number=integers)
def test_the_answer_agrees_with_divisibility(number: int) -> None:
    """Each answer is given for the numbers it belongs to, and for no others."""
    assert_belongs(fizzbuzz(number), number)


def assert_belongs(answer: str, number: int) -> None:
    """Check that this is the answer for this number."""
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
    """From the rule to the answer: every multiple of both is FizzBuzz."""
    assert fizzbuzz(15 * factor) == "FizzBuzz"


@given(factor=integers, rest=st.sampled_from([3, 6, 9, 12]))
def test_every_other_multiple_of_three_is_fizz(factor: int, rest: int) -> None:
    """Every multiple of 3 that isn't a multiple of 5 is Fizz."""
    assert fizzbuzz(15 * factor + rest) == "Fizz"


@given(factor=integers, rest=st.sampled_from([5, 10]))
def test_every_other_multiple_of_five_is_buzz(factor: int, rest: int) -> None:
    """Every multiple of 5 that isn't a multiple of 3 is Buzz."""
    assert fizzbuzz(15 * factor + rest) == "Buzz"


@given(factor=integers, rest=st.sampled_from([1, 2, 4, 7, 8, 11, 13, 14]))
def test_every_other_number_is_its_numeral(factor: int, rest: int) -> None:
    """The answer for any other number can be read back as that number."""
    number = 15 * factor + rest

    assert int(fizzbuzz(number)) == number


@given(number=integers)
def test_the_answer_agrees_with_an_oracle(number: int) -> None:
    """A second program for the same rule, too simple to be wrong and built differently, gives the same answers."""
    words = "Fizz" * (number % 3 == 0) + "Buzz" * (number % 5 == 0)

    assert fizzbuzz(number) == (words or f"{number}")


@given(number=integers)
def test_words_repeat_every_fifteen_numbers(number: int) -> None:
    """A metamorphic property: a number and the number 15 higher have the same word, if they have one."""
    here, there = fizzbuzz(number), fizzbuzz(number + 15)

    assert here == there or (here, there) == (f"{number}", f"{number + 15}")
