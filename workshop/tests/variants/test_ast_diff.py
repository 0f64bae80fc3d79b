"""Comparing two versions of a source."""

import ast

import pytest

from workshop.variants.ast_diff import (
    bodies_if_only_defaults_differ,
    changed_block,
    first_line_of,
    is_same,
    only_difference,
)


@pytest.mark.parametrize(
    ("original", "mutated", "expected"),
    [
        pytest.param("a\nb", "a\nc", ("b", "c"), id="one statement differs"),
        pytest.param("a\nb", "c\nd", None, id="two statements differ"),
        pytest.param("a\nb", "a\nb\nc", None, id="one statement more"),
        pytest.param("(a)\nb", "a\nb", None, id="only the layout differs"),
    ],
)
def test_only_difference_is_the_statement_that_differs(
    original: str, mutated: str, expected: tuple[str, str] | None
) -> None:
    """It's returned in both versions."""
    blocks = ast.parse(original).body, ast.parse(mutated).body

    pair = only_difference(*blocks, (original.split("\n"), mutated.split("\n")))

    assert (pair and tuple(map(ast.unparse, pair))) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param("if a:\n    b\nelse:\n    c", "if a:\n    b\nelse:\n    d", ("c", "d"), id="one block"),
        pytest.param("if a:\n    b\nelse:\n    c", "if a:\n    d\nelse:\n    e", None, id="two blocks"),
        pytest.param("if a:\n    b", "if c:\n    d", None, id="the condition too"),
        pytest.param("if a:\n    b", "if a:\n    b\nelse:\n    c", None, id="a new block"),
    ],
)
def test_changed_block_is_the_only_one_that_differs(one: str, other: str, expected: tuple[str, str] | None) -> None:
    """It's returned in both versions."""
    pair = changed_block(ast.parse(one).body[0], ast.parse(other).body[0])

    assert (pair and tuple(ast.unparse(block[0]) for block in pair)) == expected


@pytest.mark.parametrize(
    ("one", "other", "is_found"),
    [
        pytest.param("def f(a=1): b", "def f(a=2): b", True, id="a default"),
        pytest.param("def f(*, a=1): b", "def f(*, a=2): b", True, id="a keyword default"),
        pytest.param("def f(a=1): b", "def f(a=c): b", False, id="a default that isn't a constant"),
        pytest.param("def f(a=1): b", "def f(a=2): c", False, id="the body too"),
        pytest.param("a = 1", "a = 2", False, id="no function"),
    ],
)
def test_bodies_are_returned_if_only_defaults_differ(one: str, other: str, *, is_found: bool) -> None:
    """The defaults must be constants in both versions."""
    bodies = bodies_if_only_defaults_differ(ast.parse(one).body[0], ast.parse(other).body[0])

    assert (bodies is not None) is is_found


def test_first_line_is_that_of_the_first_decorator() -> None:
    """A decorator is part of its function."""
    assert first_line_of(ast.parse("\n@a\n@b\ndef f(): c").body[0]) == 2


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param("a( b,1)", "\na(b, 1)", True, id="the place and the layout"),
        pytest.param("a(b, 1)", "a(b, c=1)", False, id="the node"),
        pytest.param("a(b, 1)", "a(b)", False, id="the length of a list"),
        pytest.param("a(b, 1)", "a(b, 2)", False, id="a constant"),
        pytest.param("a(b, 1)", "a(b, True)", False, id="the type of an equal constant"),
        pytest.param("def a(): ...", "def a() -> b: ...", False, id="a part that the other lacks"),
    ],
)
def test_trees_are_the_same_if_only_their_places_differ(one: str, other: str, *, expected: bool) -> None:
    """As their dumps are, which take longer."""
    trees = ast.parse(one), ast.parse(other)

    assert is_same(*trees) is expected
    assert (ast.dump(trees[0]) == ast.dump(trees[1])) is expected
