"""Rewritten programs: different text, same behavior."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.variants.rewrite import rewritten


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a < b", "b > a", id="less than"),
        pytest.param("a >= b", "b <= a", id="greater than or equal"),
        pytest.param("a == b != c", "c != b == a", id="a chain"),
        pytest.param("a in b", "a in b", id="an operator without a mirror image"),
        pytest.param("-1 < a.b", "a.b > -1", id="a sign and an attribute"),
        pytest.param("f() < a[0]", "f() < a[0]", id="two operands that do something"),
        pytest.param("a < b < f()", "a < b < f()", id="an operand of a chain that does something"),
        pytest.param("(a := f()) < a", "(a := f()) < a", id="an assignment"),
        pytest.param("f(a < b) <= c", "c >= f(b > a)", id="a nested comparison"),
        pytest.param("a = 1  # one\n\n\nb = 2", "a = 1\nb = 2", id="comments and blank lines"),
    ],
)
def test_rewritten_program_has_its_comparisons_reversed(text: str, expected: str) -> None:
    """Comments and blank lines disappear."""
    assert rewritten(text) == expected


@given(
    numbers=st.lists(st.integers(-2, 2), min_size=3, max_size=3),
    operators=st.lists(st.sampled_from(["<", "<=", "==", "!=", ">", ">="]), min_size=2, max_size=2),
)
def test_rewritten_comparison_has_the_same_result(numbers: list[int], operators: list[str]) -> None:
    """A reversed comparison is true for the same operands as the original."""
    text = f"{numbers[0]} {operators[0]} {numbers[1]} {operators[1]} {numbers[2]}"

    assert eval(rewritten(text)) == eval(text)  # noqa: S307 - only numbers and operators


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("next(numbers) < next(numbers)", id="two calls"),
        pytest.param("0 < zero < 1 // zero", id="an operand that isn't evaluated"),
        pytest.param("(zero := 1) > zero", id="an assignment"),
    ],
)
def test_rewritten_comparison_is_evaluated_in_the_same_order(text: str) -> None:
    """What an operand does may change the next, and a chain ends at the first that's false."""
    results = [eval(each, {"numbers": iter([1, 2]), "zero": 0}) for each in (text, rewritten(text))]  # noqa: S307 - ours

    assert results[0] == results[1]
