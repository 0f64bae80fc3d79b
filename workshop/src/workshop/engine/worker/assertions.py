"""Finds out whether a test reaches an assertion, by tracing the lines of its suite while it runs.

That is slow, so only a run that is there for it does it.
"""

import ast
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Any, TypeAlias

from workshop.mutants.python_files import python_files

TraceFunction: TypeAlias = "Callable[[FrameType, str, Any], TraceFunction] | None"
CHECKS = ("assert", "raises", "warns", "fail", "check", "verify", "expect", "ensure", "should", "equal", "match")


class AssertionTracer:
    """Traces a test at a time; `is_reached` says whether the last one reached an assertion, or may have."""

    def __init__(self, suite: Path) -> None:
        self._lines: Mapping[str, frozenset[int]] = {
            f"{file}": assertion_lines(file.read_bytes()) for file in python_files(suite)
        }
        self.is_reached = True

    @contextmanager
    def tracing(self) -> Iterator[None]:  # pragma: no cover - nothing else can trace meanwhile
        """Trace what runs in this block, and threads that it starts."""
        self.is_reached = False
        own, before = self._enter, (sys.gettrace(), threading.gettrace())
        sys.settrace(own)
        threading.settrace(own)
        try:
            yield
        finally:
            self.is_reached |= sys.gettrace() is not own  # somebody else traces
            sys.settrace(before[0])
            threading.settrace(before[1])

    def _enter(self, frame: FrameType, _event: str, _argument: object) -> TraceFunction:  # pragma: no cover
        """Trace a function if it has an assertion, and if none was reached yet."""
        lines = self._lines.get(frame.f_code.co_filename)
        return self._step if lines and not self.is_reached else None

    def _step(self, frame: FrameType, event: str, _argument: object) -> TraceFunction:  # pragma: no cover
        self.is_reached |= event == "line" and frame.f_lineno in self._lines[frame.f_code.co_filename]
        return None if self.is_reached else self._step


def assertion_lines(source: bytes) -> frozenset[int]:
    """Return the lines that may check something: asserts, calls that sound like one, and conditions for raising.

    A source that can't be parsed has none.
    """
    nodes: list[ast.AST] = []
    with suppress(SyntaxError, ValueError, RecursionError, MemoryError):
        nodes = [node for node in ast.walk(ast.parse(source)) if _may_check(node)]
    return frozenset(line for node in nodes for line in range(node.lineno, (node.end_lineno or 0) + 1))  # type: ignore[attr-defined] # all are statements or calls


def _may_check(node: ast.AST) -> bool:
    match node:
        case ast.Assert():
            return True
        case ast.If() | ast.While() | ast.Match():
            return any(isinstance(inner, ast.Raise) for inner in ast.walk(node))
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            return any(check in name.lower() for check in CHECKS)
    return False
