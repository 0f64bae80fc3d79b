"""Rewrites a program without changing what it does: a test notices only if it reads the source.

Operands that do something stay in their order, so comparisons of several such are left alone. A single one is taken not
to change what it's compared with, unless it's an assignment.
"""

import ast

MIRRORED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.Eq,
    ast.NotEq: ast.NotEq,
    ast.Lt: ast.Gt,
    ast.Gt: ast.Lt,
    ast.LtE: ast.GtE,
    ast.GtE: ast.LtE,
}
PLAIN = (ast.Name, ast.Constant, ast.Attribute, ast.UnaryOp, ast.unaryop, ast.expr_context)  # what does nothing else


def rewritten(text: str) -> str:
    """Return the source without comments and blank lines, and with the operands of comparisons reversed."""
    return ast.unparse(_ComparisonMirror().visit(ast.parse(text)))


class _ComparisonMirror(ast.NodeTransformer):
    def visit_Compare(self, node: ast.Compare) -> ast.Compare:
        self.generic_visit(node)
        operands = [node.left, *node.comparators]
        if not all(type(operator) in MIRRORED for operator in node.ops) or _depends_on_order(operands):
            return node
        first, *others = reversed(operands)
        return ast.Compare(first, [MIRRORED[type(operator)]() for operator in reversed(node.ops)], others)


def _depends_on_order(operands: list[ast.expr]) -> bool:
    """Return whether the order of evaluation may matter; in a chain, it also decides what is evaluated at all."""
    inner = [[*ast.walk(operand)] for operand in operands]
    active = sum(not all(isinstance(node, PLAIN) for node in nodes) for nodes in inner)
    assigns = any(isinstance(node, ast.NamedExpr) for nodes in inner for node in nodes)
    return assigns or active > 1 or bool(active and operands[2:])
