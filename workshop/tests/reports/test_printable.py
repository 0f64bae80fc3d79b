"""Text from learners is shown, never obeyed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.reports.printable import printable, printable_lines

UNSAFE = {"Cc", "Cs", "Zl", "Zp"}  # controls, surrogates, and what ends a line or a paragraph
DIRECTIONS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
any_text = st.text(
    st.one_of(st.characters(), st.characters(categories=["Cc", "Cs"]), st.sampled_from("\u2028\u202e\u2066"))
)


def unsafe(text: str) -> set[str]:
    """Return the characters of a text that can't be encoded, or do something other than show themselves."""
    return {
        each for each in text if unicodedata.category(each) in UNSAFE or unicodedata.bidirectional(each) in DIRECTIONS
    }


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("\x1b[2J", r"\x1b[2J", id="an escape sequence"),
        pytest.param("\x9b2J", r"\x9b2J", id="its short form"),
        pytest.param("\a", r"\x07", id="a bell"),
        pytest.param("wrong\rright", r"wrong\rright", id="a carriage return"),
        pytest.param("a\nb\tc", r"a\nb\tc", id="a line break and a tab"),
        pytest.param("\u202e\u2066", r"\u202e\u2066", id="overrides of the direction"),
        pytest.param("\udc80", r"\udc80", id="half a surrogate pair"),
        pytest.param("naïve 数 🎲 שלום C:\\new", "naïve 数 🎲 שלום C:\\new", id="text in any language"),
    ],
)
def test_what_a_terminal_would_obey_is_escaped(text: str, shown: str) -> None:
    """All other characters stay as they are."""
    assert printable(text) == shown


def test_lines_stay_lines() -> None:
    """Line breaks of either kind and tabs are kept, everything else is escaped."""
    assert printable_lines("E\tif:\r\n\x1b[0m\n") == "E\tif:\n\\x1b[0m\n"


@given(any_text)
def test_the_result_can_be_shown_anywhere(text: str) -> None:
    """It can be encoded, is one line, and doesn't move the cursor."""
    shown = printable(text)

    assert shown.encode().decode() == shown
    assert unsafe(shown) == set()
    assert len(shown.splitlines()) <= 1


@given(any_text)
def test_lines_can_be_shown_anywhere(text: str) -> None:
    """Only tabs and line breaks are left of what isn't a character to read."""
    assert unsafe(printable_lines(text)) <= {"\t", "\n"}


@given(any_text)
def test_what_is_printable_already_stays(text: str) -> None:
    """Escaping twice is the same as once."""
    assert printable(printable(text)) == printable(text)
