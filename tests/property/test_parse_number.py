"""What holds of every text."""

import re
import string

from hypothesis import example, given
from hypothesis import strategies as st

from fizzbuzz import InvalidNumberError, parse_number

near_numerals = st.text(alphabet=f"{string.digits}+-_ .,eEx٣²½\n\x00", max_size=6)


@given(number=st.integers())
def test_a_numeral_comes_back_as_its_number(number: int) -> None:
    """A round trip: to write a number and to read it again changes nothing."""
    assert parse_number(f"{number}") == number


@given(number=st.integers(min_value=0), zeros=st.integers(min_value=0, max_value=50), sign=st.sampled_from(["", "+"]))
def test_zeros_and_a_plus_in_front_change_nothing(number: int, zeros: int, sign: str) -> None:
    """A number may be spelled in many ways."""
    assert parse_number(f"{sign}{'0' * zeros}{number}") == number


@given(text=st.one_of(st.text(), near_numerals))
@example(text="1_000").via("int() takes underscores")
@example(text=" 3").via("int() takes spaces")
@example(text="٣").via("int() takes the digits of every script")
def test_nothing_but_a_numeral_is_a_number(text: str) -> None:
    """Texts that are accepted are numerals, and texts that are refused are not: no text is neither or both."""
    assert is_accepted(text) == bool(re.fullmatch(r"[+-]?[0-9]+", text))


def is_accepted(text: str) -> bool:
    """Return whether a text passes for a number."""
    try:
        parse_number(text)
    except InvalidNumberError:
        return False
    return True
