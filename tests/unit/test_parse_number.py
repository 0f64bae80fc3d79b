"""Which texts count as numbers, and the errors for the others."""

import sys

import pytest

from fizzbuzz import InvalidNumberError, parse_number

DIGITS_LIMIT = sys.int_info.default_max_str_digits


@pytest.mark.parametrize(
    ("text", "number"),
    [
        pytest.param("7", 7, id="one digit"),
        pytest.param("42", 42, id="two digits"),
        pytest.param("-3", -3, id="a minus"),
        pytest.param("+3", 3, id="a plus"),
        pytest.param("007", 7, id="leading zeros"),
        pytest.param("-0", 0, id="minus zero"),
        pytest.param("18446744073709551616", 2**64, id="more than a machine word"),
        pytest.param("9" * DIGITS_LIMIT, 10**DIGITS_LIMIT - 1, id="the longest numeral"),
    ],
)
def test_a_numeral_is_a_number(text: str, number: int) -> None:
    """An optional sign and digits are a whole number."""
    assert parse_number(text) == number


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param(" ", id="a space"),
        pytest.param(" 3", id="a leading space"),
        pytest.param("3 ", id="a trailing space"),
        pytest.param("3\n", id="a newline"),
        pytest.param("three", id="a word"),
        pytest.param("1_000", id="an underscore"),
        pytest.param("1,000", id="a comma"),
        pytest.param("1.5", id="a fraction"),
        pytest.param("1e3", id="an exponent"),
        pytest.param("0x10", id="a hexadecimal numeral"),
        pytest.param("+", id="only a sign"),
        pytest.param("+-3", id="two signs"),
        pytest.param("3-", id="a trailing sign"),
        pytest.param("٣", id="an Arabic digit"),
        pytest.param("-٣", id="an Arabic digit after a sign"),
        pytest.param("3³", id="a superscript"),
        pytest.param("½", id="a vulgar fraction"),
        pytest.param("\N{MINUS SIGN}3", id="a minus sign that isn't a hyphen"),
        pytest.param("3\x00", id="a NUL"),
        pytest.param("\udcff", id="invalid UTF-8"),
    ],
)
def test_any_other_text_is_an_error_that_shows_it(text: str) -> None:
    """Any other text is rejected, and the error shows it."""
    with pytest.raises(InvalidNumberError) as caught:
        parse_number(text)

    assert caught.value.argument == text
    assert caught.value.reason == f"{text!r} is not a whole number"


def test_too_many_digits_are_an_error_that_shows_the_limit() -> None:
    """A numeral that is too long for Python is rejected, and the error shows the limit."""
    with pytest.raises(InvalidNumberError) as caught:
        parse_number("1" * (DIGITS_LIMIT + 1))

    assert caught.value.argument == "1" * (DIGITS_LIMIT + 1)
    assert caught.value.reason == f"'{'1' * 40}…' has more than {DIGITS_LIMIT} digits"


def test_the_error_for_too_many_digits_hides_that_of_python() -> None:
    """A traceback shows one error, not also how it was found."""
    with pytest.raises(InvalidNumberError) as caught:
        parse_number("1" * (DIGITS_LIMIT + 1))

    assert caught.value.__suppress_context__


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("x" * 40, repr("x" * 40), id="at the length limit"),
        pytest.param("x" * 41, repr("x" * 40 + "…"), id="over the length limit"),
    ],
)
def test_a_long_text_is_shortened_in_the_message(text: str, shown: str) -> None:
    """A message stays readable however long the text is; the error itself keeps the whole text."""
    with pytest.raises(InvalidNumberError) as caught:
        parse_number(text)

    assert caught.value.reason == f"{shown} is not a whole number"
    assert caught.value.argument == text


def test_the_error_is_a_value_error_with_the_position() -> None:
    """Callers can catch it as a ValueError, and the message says which argument was bad."""
    with pytest.raises(ValueError, match=r"^argument 4: 'x' is not a whole number$"):
        parse_number("x", position=4)


def test_the_default_position_is_one() -> None:
    """Without a position, the text counts as the first argument."""
    with pytest.raises(InvalidNumberError, match=r"^argument 1: "):
        parse_number("x")


def test_the_position_of_a_long_numeral_is_shown() -> None:
    """The error for a numeral that is too long has its position too."""
    with pytest.raises(InvalidNumberError, match=r"^argument 4: "):
        parse_number("1" * (DIGITS_LIMIT + 1), position=4)
