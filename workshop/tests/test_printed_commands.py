"""No message has a command of ours typed out: how it's typed depends on the shell."""

import ast
from pathlib import Path

import pytest

import workshop

PACKAGE = Path(workshop.__file__).parent
SOURCES = sorted({*PACKAGE.rglob("*.py")} - {PACKAGE / "course" / "scaffold.py"})  # whose texts are for files


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_message_has_the_command_typed_out(source: Path) -> None:
    """All of them ask for it. Only docstrings may have it that click doesn't show."""
    tree = ast.parse(source.read_text(encoding="utf-8"))
    quiet = {id(node.body[0].value) for node in ast.walk(tree) if _has_quiet_docstring(node)}  # type: ignore[attr-defined]
    texts = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in quiet]

    assert [each.lineno for each in texts if isinstance(each.value, str) and "`workshop " in each.value] == []


def _has_quiet_docstring(node: ast.AST) -> bool:
    if not isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) or not ast.get_docstring(node):
        return False
    return not getattr(node, "decorator_list", [])  # that of a command is its help
