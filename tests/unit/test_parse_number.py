"""What counts as a number, and what the error says of the rest."""

import sys

import pytest

from fizzbuzz import InvalidNumberError, parse_number

DIGITS_LIMIT = sys.get_int_max_str_digits()


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
        pytest.param("9" * DIGITS_LIMIT, 10**DIGITS_LIMIT - 1, id="as many digits as Python converts"),
    ],
)
def test_a_numeral_is_a_number(text: str, number: int) -> None:
    """An optional sign and digits are a whole number."""
    assert parse_number(text) == number


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param(" ", id="a space"),
        pytest.param(" 3", id="a space before"),
        pytest.param("3 ", id="a space after"),
        pytest.param("3\n", id="a line end"),
        pytest.param("three", id="a word"),
        pytest.param("1_000", id="an underscore"),
        pytest.param("1,000", id="a comma"),
        pytest.param("1.5", id="a fraction"),
        pytest.param("1e3", id="an exponent"),
        pytest.param("0x10", id="a hexadecimal numeral"),
        pytest.param("+", id="a sign alone"),
        pytest.param("+-3", id="two signs"),
        pytest.param("3-", id="a sign after"),
        pytest.param("٣", id="an Arabic digit"),
        pytest.param("-٣", id="an Arabic digit after a sign"),
        pytest.param("3³", id="a superscript"),
        pytest.param("½", id="a vulgar fraction"),
        pytest.param("\N{MINUS SIGN}3", id="a minus sign that is not a hyphen"),
        pytest.param("3\x00", id="a NUL"),
        pytest.param("\udcff", id="a byte that is not UTF-8"),
    ],
)
def test_anything_else_is_an_error_that_names_it(text: str) -> None:
    """Any other text is refused, and the error says which."""
    with pytest.raises(InvalidNumberError) as caught:
        parse_number(text)

    assert caught.value.argument == text
    assert caught.value.reason == f"{text!r} is not a whole number"


def test_too_many_digits_are_an_error_that_names_the_limit() -> None:
    """A numeral longer than Python converts is refused, and the error says how long it may be."""
    with pytest.raises(InvalidNumberError) as caught:
        parse_number("1" * (DIGITS_LIMIT + 1))

    assert caught.value.argument == "1" * (DIGITS_LIMIT + 1)
    assert caught.value.reason == f"'{'1' * 40}…' has more than {DIGITS_LIMIT} digits"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("x" * 40, repr("x" * 40), id="whole as long as it fits"),
        pytest.param("x" * 41, repr("x" * 40 + "…"), id="cut where it does not"),
    ],
)
def test_a_long_text_is_cut_in_the_message(text: str, shown: str) -> None:
    """A message stays readable however long the text is; the error keeps all of it."""
    with pytest.raises(InvalidNumberError) as caught:
        parse_number(text)

    assert caught.value.reason == f"{shown} is not a whole number"
    assert caught.value.argument == text


def test_the_error_is_a_value_error_that_names_the_place() -> None:
    """Callers that know only ValueError catch it too, and its message says which argument was bad."""
    with pytest.raises(ValueError, match=r"^argument 4: 'x' is not a whole number$"):
        parse_number("x", position=4)


def test_a_text_by_itself_is_the_first_argument() -> None:
    """Without a position the text counts as the first, whatever is wrong with it."""
    with pytest.raises(InvalidNumberError, match=r"^argument 1: "):
        parse_number("x")


def test_the_place_of_a_long_numeral_is_named() -> None:
    """A numeral that is too long is named by its place too."""
    with pytest.raises(InvalidNumberError, match=r"^argument 4: "):
        parse_number("1" * (DIGITS_LIMIT + 1), position=4)
