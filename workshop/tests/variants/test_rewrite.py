"""Rewritten programs: different text, same behavior."""

import ast
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.variants.rewrite import rewritten


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a < b", "b > a", id="less than"),
        pytest.param("a >= b", "b <= a", id="greater than or equal"),
        pytest.param("a is not None", "None is not a", id="identity"),
        pytest.param("a in b", "not a not in b", id="membership"),
        pytest.param("not a not in b", "not not a in b", id="a negated membership"),
        pytest.param("-1 < a.b", "a.b > -1", id="a sign and an attribute"),
        pytest.param("(a + 1)==(b)", "(b) == (a + 1)", id="operands in parentheses"),
        pytest.param("f(a < b) <= c", "f(b > a) <= c", id="a nested comparison"),
        pytest.param("'é' + 'ß' == c", "c == 'é' + 'ß'", id="letters of two bytes"),
        pytest.param(
            '"""One."""\n\n\nif a < b:  # two\n    "c"\n', '"""One."""\n\n\nif b > a:  # two\n    "c"\n', id="its lines"
        ),
    ],
)
def test_rewritten_program_has_another_comparison(text: str, expected: str) -> None:
    """Everything else stays as it was: comments, lines, quotes."""
    assert rewritten(text, Random()) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a + b", id="none"),
        pytest.param("a == a", id="one that is its own mirror image"),
        pytest.param("f() < a[0]", id="two operands that do something"),
        pytest.param("(a := f()) < a", id="an assignment"),
        pytest.param("a < b < c", id="a chain"),
        pytest.param("(a <\nb)", id="two lines"),
        pytest.param("1 if(a)<b else c", id="a word before it"),
        pytest.param("1 if a<(b)else c", id="a word after it"),
        pytest.param("f'{a < b=}'", id="a text that shows it"),
    ],
)
def test_program_without_such_a_comparison_loses_its_comments(text: str) -> None:
    """Its text is another at least."""
    other = rewritten(f"{text}  # one\n\n\nd = 1\n", Random())

    assert other == f"{ast.unparse(ast.parse(text))}\nd = 1"


def test_some_comparisons_are_rewritten() -> None:
    """Which ones is left to chance, but it's at least one."""
    first, second, rest = "a < b", "c in d", " or e"
    others = {first: "b > a", second: "not c not in d"}

    found = {rewritten(f"{first} and {second}{rest}", Random(seed)) for seed in range(20)}

    assert found == {
        f"{others[first]} and {second}{rest}",
        f"{first} and {others[second]}{rest}",
        f"{others[first]} and {others[second]}{rest}",
    }


@given(
    left=st.integers(-2, 2),
    right=st.integers(-2, 2),
    operator=st.sampled_from(["<", "<=", "==", "!=", ">", ">="]),
)
def test_rewritten_comparison_has_the_same_result(left: int, right: int, operator: str) -> None:
    """A reversed comparison is true for the same operands as the original."""
    text = f"{left} {operator} {right}"

    assert eval(rewritten(text, Random())) == eval(text)  # noqa: S307 - only numbers and operators


@pytest.mark.parametrize("text", ["next(numbers) < next(numbers)", "(zero := 1) > zero"])
def test_rewritten_comparison_is_evaluated_in_the_same_order(text: str) -> None:
    """What an operand does may change the next."""
    results = [eval(each, {"numbers": iter([1, 2]), "zero": 0}) for each in (text, rewritten(text, Random()))]  # noqa: S307 - ours

    assert results[0] == results[1]
