"""A program that is written otherwise is the same program."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.variants.rewrite import rewritten


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a < b", "b > a", id="less"),
        pytest.param("a >= b", "b <= a", id="at least"),
        pytest.param("a == b != c", "c != b == a", id="a chain"),
        pytest.param("a in b", "a in b", id="one that has no other side"),
        pytest.param("f(a < b) <= c", "c >= f(b > a)", id="one inside another"),
        pytest.param("a = 1  # one\n\n\nb = 2", "a = 1\nb = 2", id="comments and empty lines"),
    ],
)
def test_a_comparison_is_read_from_right_to_left(text: str, expected: str) -> None:
    """The text is another one, in which no comment is left."""
    assert rewritten(text) == expected


@given(
    numbers=st.lists(st.integers(-2, 2), min_size=3, max_size=3),
    signs=st.lists(st.sampled_from(["<", "<=", "==", "!=", ">", ">="]), min_size=2, max_size=2),
)
def test_the_answer_is_the_same(numbers: list[int], signs: list[str]) -> None:
    """Whatever is compared: what was true is true, and nothing else."""
    text = f"{numbers[0]} {signs[0]} {numbers[1]} {signs[1]} {numbers[2]}"

    assert eval(rewritten(text)) == eval(text)  # noqa: S307 - of numbers and signs
