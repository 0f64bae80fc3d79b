"""The blocks of a source."""

import ast

import pytest

from workshop.variants.ast_blocks import block_location, blocks_in_functions, has_docstring, header_of, inner_blocks

SOURCE = """
if one:
    two
def f():
    "Docstring."
    try:
        three
    except E:
        four
    match five:
        case 6:
            seven
"""


def test_only_blocks_in_functions_are_found() -> None:
    """Blocks of every statement in a function are, also of handlers and cases; a block outside isn't."""
    blocks = blocks_in_functions(ast.parse(SOURCE).body)

    assert [ast.unparse(block[0]) for block in blocks][1:] == ["three", "four", "seven"]


def test_inner_blocks_include_empty_ones() -> None:
    """An `if` without `else` has two blocks."""
    assert [len(block) for block in inner_blocks(ast.parse("if a:\n    b").body[0])] == [1, 0]


@pytest.mark.parametrize(
    ("one", "other", "is_equal"),
    [
        pytest.param("if a:\n    b", "if a:\n    c", True, id="another block"),
        pytest.param("if a:\n    b", "if c:\n    b", False, id="another condition"),
        pytest.param("try:\n    a\nexcept E: b", "try:\n    a\nexcept F: b", False, id="another handler"),
        pytest.param("try:\n    a\nexcept E: b", "try:\n    b\nexcept E: c", True, id="another block of a handler"),
    ],
)
def test_header_is_a_statement_without_its_blocks(one: str, other: str, *, is_equal: bool) -> None:
    """Two statements have equal headers if they differ only in their blocks."""
    assert (header_of(ast.parse(one).body[0]) == header_of(ast.parse(other).body[0])) is is_equal


def test_header_leaves_the_statement_unchanged() -> None:
    """It works on copies."""
    tree = ast.parse(SOURCE)
    before = ast.dump(tree)

    for statement in tree.body:
        header_of(statement)

    assert ast.dump(tree) == before


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("'text'\na", True, id="a string first"),
        pytest.param("a\n'text'", False, id="a string later"),
        pytest.param("b'bytes'", False, id="bytes"),
    ],
)
def test_docstring_is_a_string_at_the_beginning(source: str, *, expected: bool) -> None:
    """As in Python."""
    assert has_docstring(ast.parse(source).body) is expected


def test_location_is_too_long_for_hypothesis() -> None:
    """Hypothesis would try strings of up to 20 characters, so a location must be longer, even the shortest one."""
    assert len(block_location(ast.parse("a").body, "a.py")) > 20
