"""Rewrites a program without changing what it does: a test notices only if it reads the source."""

import ast

MIRRORED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.Eq,
    ast.NotEq: ast.NotEq,
    ast.Lt: ast.Gt,
    ast.Gt: ast.Lt,
    ast.LtE: ast.GtE,
    ast.GtE: ast.LtE,
}


def rewritten(text: str) -> str:
    """Return the source without comments and blank lines, and with the operands of every comparison reversed."""
    return ast.unparse(_ComparisonMirror().visit(ast.parse(text)))


class _ComparisonMirror(ast.NodeTransformer):
    def visit_Compare(self, node: ast.Compare) -> ast.Compare:
        self.generic_visit(node)
        if not all(type(operator) in MIRRORED for operator in node.ops):
            return node
        first, *others = reversed([node.left, *node.comparators])
        return ast.Compare(first, [MIRRORED[type(operator)]() for operator in reversed(node.ops)], others)
