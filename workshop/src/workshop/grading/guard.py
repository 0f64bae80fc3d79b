"""Changes a function so that one call of it does something else, by a guard at its beginning."""

import ast
import builtins
from ast import FunctionDef

from workshop.engine.failed_check import RAISE
from workshop.errors import UsageError


def guarded(text: str, call: str, expected: str) -> tuple[str, str]:
    """Return the head of the function that a call is about, as it is in a module's text and with a guard behind it.

    With the guard the function returns for this call what's expected, or raises it (see FailedCheck). Raises UsageError
    unless the call has only literal arguments, and is one of a function at the top of the module.
    """
    if not expected:
        raise UsageError(f"it isn't known what {call or 'the program'} must do instead")
    name, arguments = _parsed(call)
    tree = ast.parse(text)
    function = next((each for each in tree.body if isinstance(each, FunctionDef) and each.name == name), None)
    if function is None:
        raise UsageError(f"{call} isn't the call of a function at the top of the program")
    parameters = [each.arg for each in (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)]
    if len(parameters) != len(arguments):
        raise UsageError(f"{call} doesn't fit the parameters of {name}")
    first, last = function.body[0], function.body[-1]
    has_docstring = ast.get_docstring(function) is not None
    end = (first.end_lineno or 0) if has_docstring else first.lineno - 1
    if end < function.lineno or (has_docstring and first is last):
        raise UsageError(f"{name} has no body on lines of its own")
    head = "".join(text.splitlines(keepends=True)[function.lineno - 1 : end])
    indent = " " * last.col_offset
    return head, head + _guard(parameters, arguments, _action(tree, expected), indent)


def _parsed(call: str) -> tuple[str, list[str]]:
    """Return the name of a call and its arguments."""
    match _expression(call):
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]) if all(map(_is_literal, arguments)):
            return name, [ast.unparse(each) for each in arguments]
    raise UsageError(f"{call} isn't the call of a function with values that can be written down")


def _action(tree: ast.Module, expected: str) -> str:
    """Return the statement that does what's expected."""
    if expected.startswith(RAISE):
        error = expected.removeprefix(RAISE)
        if hasattr(builtins, error) or any(isinstance(each, ast.ClassDef) and each.name == error for each in tree.body):
            return f"raise {error}"
        raise UsageError(f"the program doesn't know {error}")
    value = _expression(expected)
    if value is None or not _is_literal(value):
        raise UsageError(f"{expected} isn't a value that can be written down")
    return f"return {expected}"


def _guard(parameters: list[str], arguments: list[str], action: str, indent: str) -> str:
    if not parameters:
        return f"{indent}{action}\n"
    condition = f"{parameters[0]} == {arguments[0]}"
    if len(parameters) > 1:
        condition = f"({', '.join(parameters)}) == ({', '.join(arguments)})"
    return f"{indent}if {condition}:\n{indent}    {action}\n"


def _expression(text: str) -> ast.expr | None:
    """Return the tree of an expression; None if it can't be parsed, or has been cut."""
    try:
        return None if "..." in text else ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _is_literal(expression: ast.expr) -> bool:
    try:
        ast.literal_eval(expression)
    except (ValueError, TypeError, RecursionError, MemoryError):
        return False
    return True
