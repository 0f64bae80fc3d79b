"""Rewrites a program in a few places without changing what it does: a test notices only if it reads the source.

Like a mutant, the result differs from the program a little: lines, comments and docstrings stay.
"""

import ast
from random import Random

MIRRORED = {
    b"==": b"==",
    b"!=": b"!=",
    b"<": b">",
    b">": b"<",
    b"<=": b">=",
    b">=": b"<=",
    b"is": b"is",
    b"is not": b"is not",
}
NEGATED = {b"in": b"not in", b"not in": b"in"}
PLAIN = (ast.Name, ast.Constant, ast.Attribute, ast.UnaryOp, ast.unaryop, ast.expr_context)  # what does nothing else
TEMPLATES = ("JoinedStr", "TemplateStr")  # what these say may be the text of an expression


def rewritten(text: str, order: Random) -> str:
    """Return the source with some comparisons, chosen at random, written in another way.

    `a < b` becomes `b > a`, and `a in b` becomes `not a not in b`. Without any that can be, comments and blank lines
    disappear.
    """
    tree = ast.parse(text)
    lines = text.encode().splitlines(keepends=True)
    found = [(each, other) for each in _comparisons(tree) if (other := _in_another_way(each, lines[each.lineno - 1]))]
    if not found:
        return ast.unparse(tree)
    chosen = order.sample(found, order.randint(1, len(found)))
    for each, other in sorted(chosen, key=lambda pair: pair[0].col_offset, reverse=True):
        line = lines[each.lineno - 1]
        lines[each.lineno - 1] = line[: each.col_offset] + other + line[each.end_col_offset :]
    return b"".join(lines).decode()


def _comparisons(node: ast.AST) -> list[ast.Compare]:
    """Return the comparisons that contain no other."""
    children = [each for each in ast.iter_child_nodes(node) if type(each).__name__ not in TEMPLATES]
    inner = [comparison for child in children for comparison in _comparisons(child)]
    return inner or ([node] if isinstance(node, ast.Compare) else [])


def _in_another_way(node: ast.Compare, line: bytes) -> bytes | None:
    """Return the text of a comparison that has the same result.

    It's None for what stays as it is: a chain, a comparison on several lines, or one without spaces, as in `if(a)<b`.
    """
    before, after = line[: node.col_offset], line[node.end_col_offset :]
    if node.lineno != node.end_lineno or len(node.ops) > 1 or before[-1:].isalnum() or after[:1].isalnum():
        return None
    begin, end = node.left.end_col_offset or 0, node.comparators[0].col_offset
    operator = line[begin:end].strip(b" ()")
    place = line.index(operator, begin)
    left, right = line[node.col_offset : place].strip(), line[place + len(operator) : node.end_col_offset].strip()
    if operator in NEGATED:
        return b"not %b %b %b" % (left, NEGATED[operator], right)
    if operator in MIRRORED and left != right and not _depends_on_order(node.left, node.comparators[0]):
        return b"%b %b %b" % (right, MIRRORED[operator], left)
    return None


def _depends_on_order(*operands: ast.expr) -> bool:
    """Return whether the order of evaluation may matter.

    A single operand that does something is taken not to change the other, unless it's an assignment.
    """
    inner = [[*ast.walk(operand)] for operand in operands]
    assigns = any(isinstance(node, ast.NamedExpr) for nodes in inner for node in nodes)
    return assigns or not any(all(isinstance(node, PLAIN) for node in nodes) for nodes in inner)
