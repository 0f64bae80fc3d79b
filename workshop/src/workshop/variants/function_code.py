"""The code of one function, compiled once and sent to every process in which it replaces that of the original."""

import ast
import marshal
import warnings
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from types import CodeType
from typing import TypeAlias

from workshop.variants.stubs import FunctionNode

Defaults: TypeAlias = Mapping[int | str, object]  # constants, by the number of a default value, or by its parameter


def qualified_name(classes: Sequence[ast.ClassDef], function: FunctionNode) -> str:
    """Return the name of a function in these classes, as in "Outer.Inner.method"."""
    return ".".join(node.name for node in (*classes, function))


def pack_function(
    module: ast.Module, classes: Sequence[ast.ClassDef], function: FunctionNode, *, with_defaults: bool = False
) -> str:
    """Return the code of a function in these classes of a module and, `with_defaults`, its constant default values."""
    futures = [node for node in module.body if isinstance(node, ast.ImportFrom) and node.module == "__future__"]
    statement: ast.stmt = function
    for class_ in reversed(classes):
        around = copy(class_)
        around.body = [statement]
        statement = around
    with warnings.catch_warnings(action="ignore"):  # of `is` with a literal, which Python reports once for the file
        compiled = compile(ast.Module([*futures, statement], []), "", "exec", dont_inherit=True)
    name = qualified_name(classes, function)
    (code,) = (each for each in _codes(compiled) if each.co_qualname == name)
    defaults = _constants(function.args) if with_defaults else {}
    return marshal.dumps((code, dict(defaults))).hex()


def unpack_function(packed: str, path: str) -> tuple[CodeType, Defaults]:
    """Return the code of a packed function, as if it had been read from a file, and its default values."""
    code, defaults = marshal.loads(bytes.fromhex(packed))  # noqa: S302 - our own
    return _read_from(path, code), defaults


def _codes(code: CodeType) -> Iterator[CodeType]:
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield inner
            yield from _codes(inner)


def _constants(arguments: ast.arguments) -> Defaults:
    values: dict[int | str, ast.expr | None] = dict(enumerate(arguments.defaults))
    for argument, value in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        values[argument.arg] = value
    return {key: value.value for key, value in values.items() if isinstance(value, ast.Constant)}


def _read_from(path: str, code: CodeType) -> CodeType:
    constants = (_read_from(path, each) if isinstance(each, CodeType) else each for each in code.co_consts)
    return code.replace(co_filename=path, co_consts=tuple(constants))
