"""Writes a program otherwise, and changes nothing: what a test sees of it only if it reads the source."""

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
    """Return the source without comments and empty lines, and with every comparison read from right to left."""
    return ast.unparse(_Rewriter().visit(ast.parse(text)))


class _Rewriter(ast.NodeTransformer):
    def visit_Compare(self, node: ast.Compare) -> ast.Compare:
        self.generic_visit(node)
        if not all(type(each) in MIRRORED for each in node.ops):
            return node
        first, *others = reversed([node.left, *node.comparators])
        return ast.Compare(first, [MIRRORED[type(each)]() for each in reversed(node.ops)], others)
