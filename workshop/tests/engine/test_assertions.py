"""Tests of the tracer that finds out whether a test reaches an assertion."""

import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from workshop.engine.worker.assertions import AssertionTracer, assertion_lines

HELPERS = """def looks(number):
    if number > 10:
        assert number > 0
    return number


def raises_itself(number):
    if number == 0:
        raise AssertionError
"""


@pytest.fixture
def suite(tmp_path: Path) -> dict[str, Callable[[int], object]]:
    """Return the functions of a suite in `tmp_path`."""
    file = tmp_path / "helpers.py"
    file.write_text(HELPERS)
    functions: dict[str, Callable[[int], object]] = {}
    exec(compile(HELPERS, f"{file}", "exec"), functions)  # noqa: S102 - it's what an import does
    return functions


def trace(tracer: AssertionTracer, *steps: Callable[[], object]) -> None:
    """Trace some steps in a thread of their own: coverage can't measure where another traces."""

    def run() -> None:  # pragma: no cover
        with tracer.tracing():
            for step in steps:
                step()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()


@pytest.mark.parametrize(
    ("function", "number", "reached"),
    [("looks", 11, "an assertion"), ("looks", 10, "nothing"), ("raises_itself", 1, "an assertion")],
)
def test_a_line_that_asserts_is_noticed(
    function: str, number: int, reached: str, suite: dict[str, Callable[[int], object]], tmp_path: Path
) -> None:
    """A condition for raising is an assertion, too."""
    tracer = AssertionTracer(tmp_path)

    trace(tracer, partial(suite[function], number))

    assert tracer.is_reached == (reached == "an assertion")


def test_each_test_is_traced_by_itself(suite: dict[str, Callable[[int], object]], tmp_path: Path) -> None:
    """What one has reached says nothing of the next, and after an assertion nothing is traced."""
    tracer = AssertionTracer(tmp_path)
    trace(tracer, partial(suite["looks"], 11), partial(suite["looks"], 12))
    trace(tracer, partial(suite["looks"], 1))

    assert not tracer.is_reached


def test_threads_are_traced(suite: dict[str, Callable[[int], object]], tmp_path: Path) -> None:
    """An assertion in a thread is one."""
    tracer = AssertionTracer(tmp_path)
    thread = threading.Thread(target=suite["looks"], args=(11,))

    trace(tracer, thread.start, thread.join)

    assert tracer.is_reached


def test_where_another_traces_nothing_is_certain(tmp_path: Path) -> None:
    """A debugger that a test starts takes the place of the tracer."""
    tracer = AssertionTracer(tmp_path)

    trace(tracer, partial(sys.settrace, None))

    assert tracer.is_reached


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        (b"assert (\n    1\n)\n", {1, 2, 3}),
        (b"with pytest.raises(ValueError):\n    pass\n", {1}),
        (b"self.assertEqual(1, 2)\nlen(x)\n", {1}),
        (b"while x:\n    raise ValueError\n", {1, 2}),
        (b"if x:\n    y()\n", set()),
        (b"f()()\n", set()),
        (b"def (", set()),
    ],
)
def test_lines_that_may_check_something(source: bytes, lines: set[int]) -> None:
    """Rather one too many than one too few: a remark that isn't certain isn't made."""
    assert assertion_lines(source) == lines
