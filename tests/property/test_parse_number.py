"""Properties that hold for every text."""

import re
import string

from hypothesis import example, given
from hypothesis import strategies as st

from fizzbuzz import InvalidNumberError, parse_number

near_numerals = st.text(alphabet=f"{string.digits}+-_ .,eEx٣²½\n\x00", max_size=6)


@given(number=st.integers())
def test_a_numeral_comes_back_as_its_number(number: int) -> None:
    """A round trip: writing a number and reading it back returns the same number."""
    assert parse_number(f"{number}") == number


@given(number=st.integers(min_value=0), zeros=st.integers(min_value=0, max_value=50), sign=st.sampled_from(["", "+"]))
def test_leading_zeros_and_a_plus_sign_change_nothing(number: int, zeros: int, sign: str) -> None:
    """A number can be written in several ways."""
    assert parse_number(f"{sign}{'0' * zeros}{number}") == number


@given(text=st.one_of(st.text(), near_numerals))
@example(text="1_000").via("int() accepts underscores")
@example(text=" 3").via("int() accepts spaces")
@example(text="٣").via("int() accepts the digits of every script")
def test_only_numerals_are_accepted(text: str) -> None:
    """Every text that is accepted is a numeral, and every text that is rejected isn't."""
    assert is_accepted(text) == bool(re.fullmatch(r"[+-]?[0-9]+", text))


def is_accepted(text: str) -> bool:
    """Return whether a text is accepted as a number."""
    try:
        parse_number(text)
    except InvalidNumberError:
        return False
    return True
