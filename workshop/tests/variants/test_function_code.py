"""Code that is packed in one process and unpacked in another."""

import ast
import warnings
from types import CodeType, FunctionType

import pytest

from workshop.variants.function_code import pack_function, unpack_function

METHOD = """from __future__ import annotations

class Outer:
    class Inner(Outer):
        @property
        def method(self, a=1, b=[], *, c=3, d=None):
            def inner() -> Undefined:
                return self.__class__.__name__, __class__
            return inner
"""


def packed_method(*, with_defaults: bool = False) -> str:
    """Return METHOD's method, packed."""
    module = ast.parse(METHOD)
    outer = module.body[1]
    assert isinstance(outer, ast.ClassDef)
    inner = outer.body[0]
    assert isinstance(inner, ast.ClassDef)
    function = inner.body[0]
    assert isinstance(function, ast.FunctionDef)
    return pack_function(module, [outer, inner], function, with_defaults=with_defaults)


def test_code_is_that_of_the_whole_file() -> None:
    """Apart from the path, it's what compiling the file gives: names, lines, cells, future features."""
    code = compile(METHOD, "/there/core.py", "exec")
    for _ in ("Outer", "Inner", "method"):
        (code,) = (constant for constant in code.co_consts if isinstance(constant, CodeType))
    expected = code

    code, _ = unpack_function(packed_method(), "/there/core.py")

    assert code.co_qualname == "Outer.Inner.method"
    assert code == expected
    assert [*code.co_lines()] == [*expected.co_lines()]


def test_path_is_that_of_nested_functions_too() -> None:
    """A traceback shows where each of them is."""
    code, _ = unpack_function(packed_method(), "/there/core.py")

    nested = [constant for constant in code.co_consts if isinstance(constant, CodeType)]
    assert [each.co_filename for each in (code, *nested)] == ["/there/core.py"] * 2


@pytest.mark.parametrize(("with_defaults", "defaults"), [(True, {0: 1, "c": 3, "d": None}), (False, {})])
def test_constants_among_the_defaults_are_packed_if_wanted(
    with_defaults: bool,  # noqa: FBT001 - a parameter of the test
    defaults: dict[int | str, object],
) -> None:
    """A list among them isn't: the function keeps its own."""
    assert unpack_function(packed_method(with_defaults=with_defaults), "core.py")[1] == defaults


def test_packing_warns_of_nothing() -> None:
    """The mutant of a comparison may compare with `is`: that's the bug."""
    module = ast.parse("def f(number):\n    return number is 3\n")
    (function,) = module.body
    assert isinstance(function, ast.FunctionDef)

    with warnings.catch_warnings(action="error"):
        code, _ = unpack_function(pack_function(module, [], function), "core.py")

    assert FunctionType(code, {})(3)
