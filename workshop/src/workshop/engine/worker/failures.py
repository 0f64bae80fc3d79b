"""What a failure says: whose it is, its text, and where in the test's file it happened."""

import doctest
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from traceback import walk_tb
from types import TracebackType

import pytest
from _pytest.doctest import MultipleDoctestFailures

from workshop.engine.limits import MESSAGE_LENGTH
from workshop.engine.protocol import TREE, Cause

ASSERTIONS = (AssertionError, pytest.fail.Exception, doctest.DocTestFailure)  # each says something of the program
ADDRESS = re.compile(" at 0x[0-9a-f]+")
FOR_LINES = re.compile(r"\?[ ^+-]*|Use -v to get more diff")  # marks below a line of a diff, and how to see more of it
FAIL = "_pytest.outcomes"  # where `pytest.fail` is
REFUSING = ("_pytest.fixtures", "_pytest.python")  # where pytest calls it for how a test or a fixture is written
XPASS_STRICT = "[XPASS(strict)]"  # how pytest begins to say that a test has passed which was expected to fail


def deciding_error(error: BaseException, tree: str) -> BaseException:
    """Return the error that says why a test failed: of a group or of doctest's failures, one that's inside.

    It's the first assertion or, if there's none, the first that came out of the program, which is below the folder
    `tree`, or just the first.
    """
    errors = [*_leaves(error)]
    assertions = (each for each in errors if isinstance(each, ASSERTIONS))
    of_program = (each for each in (*errors, error) if _came_through(each.__traceback__, tree))
    return next(chain(assertions, of_program, errors))


def failure_cause(error: BaseException, tree: str) -> Cause:
    """Return whether a test failed by an assertion, by an exception that came out of the program, or by its own error.

    The program is below the folder `tree`. A slip in a fake is the test's, even where the program has called it.
    """
    if isinstance(error, ASSERTIONS):
        return "error in the test" if _is_refused_by_pytest(error) else "assertion"
    is_of_program = _came_through(error.__traceback__, tree) and not _is_slip(error, tree)
    return "exception" if is_of_program else "error in the test"


def failure_message(error: BaseException, raised: BaseException | None = None) -> str:
    """Return an error in one line, with the counterexample if it comes from Hypothesis.

    The counterexample may also be with the group that was `raised`, which the error is in.

    Addresses in memory are left out: they say nothing, and differ each time. So is what pytest explains in several
    lines and says nothing in one.
    """
    notes = dict.fromkeys(note for each in (error, raised) for note in getattr(each, "__notes__", ()))
    lines = [line.strip() for text in (_text(error), *notes) for line in text.splitlines()]
    telling = " ".join(line for line in lines if not (FOR_LINES.fullmatch(line) or _is_repeated(line, lines)))
    return ADDRESS.sub("", f"{type(error).__name__}: {telling.rstrip()}")[:MESSAGE_LENGTH]


def reason_not_to_count(report: pytest.TestReport) -> str:
    """Return that a test is skipped or expected to fail, with the reason it gives; "" if it's neither."""
    is_strict = f"{report.longrepr}".startswith(XPASS_STRICT)
    if is_strict or hasattr(report, "wasxfail"):
        reason = f"{report.longrepr}".removeprefix(XPASS_STRICT) if is_strict else f"{report.wasxfail}"
        text = "expected to fail, and does" if report.skipped else "expected to fail, and passes"
    elif report.skipped:
        reason = f"{report.longrepr[2]}".removeprefix("Skipped") if isinstance(report.longrepr, tuple) else ""
        text = "skipped"
    else:
        return ""
    reason = reason.removeprefix("reason:").strip(": ")
    return (f"{text}: {reason}" if reason else text)[:MESSAGE_LENGTH]


def without_tree(message: str, tree: str) -> str:
    """Return a message in which the files of the program, below the folder `tree`, have their path in it."""
    return message.replace(f"{tree}/", "").replace(f"../{TREE}/", "")


def failure_line(error: BaseException, file: str) -> int:
    """Return the last line of a file that an error came through, 0 if it didn't come through it."""
    if isinstance(error, doctest.DocTestFailure | doctest.UnexpectedException):
        begin = error.test.lineno if error.test.filename == file else None
        return 0 if begin is None else begin + error.example.lineno + 1
    line, traceback = 0, error.__traceback__
    while traceback:
        if traceback.tb_frame.f_code.co_filename == file:
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line


def failure_place(error: BaseException, folder: str) -> str:
    """Return the innermost place below a folder that an error came through, as file and line; "" if there's none."""
    place = ""
    for frame, line in walk_tb(error.__traceback__):
        file = Path(frame.f_code.co_filename)
        if file.is_relative_to(folder):
            place = f"{file.relative_to(folder).as_posix()}:{line}"
    return place


def _is_repeated(line: str, lines: list[str]) -> bool:
    """Return whether a line of a diff is among the compared values, where they are shown whole."""
    return line.startswith(("- ", "+ ")) and any(repr(line[2:]) in each for each in lines)


def _leaves(error: BaseException) -> Iterator[BaseException]:
    if isinstance(error, BaseExceptionGroup):
        for each in error.exceptions:
            yield from _leaves(each)
    elif isinstance(error, MultipleDoctestFailures):
        for each in error.failures:
            yield from _leaves(each)
    elif isinstance(error, doctest.UnexpectedException):
        yield error.exc_info[1]
    else:
        yield error


def _came_through(traceback: TracebackType | None, tree: str) -> bool:
    while traceback:
        if traceback.tb_frame.f_code.co_filename.startswith(tree):
            return True
        traceback = traceback.tb_next
    return False


def _is_refused_by_pytest(error: BaseException) -> bool:
    """Return whether pytest has failed the test for how it's written, such as for a fixture that it calls."""
    frames = [frame for frame, _ in walk_tb(error.__traceback__)]
    modules = [frame.f_globals.get("__name__") for frame in frames[-2:]]
    return modules[-1:] == [FAIL] and modules[0] in REFUSING


def _is_slip(error: BaseException, tree: str) -> bool:
    """Return whether code outside the program lacks a name, or an attribute of its own: no program could help that."""
    frames = [frame for frame, _ in walk_tb(error.__traceback__)]
    if frames[-1].f_code.co_filename.startswith(tree):
        return False
    is_own_attribute = isinstance(error, AttributeError) and error.obj is frames[-1].f_locals.get("self", error)
    return is_own_attribute or isinstance(error, NameError | ImportError)


def _text(error: BaseException) -> str:
    if isinstance(error, pytest.FixtureLookupError):
        return error.msg or f"fixture {error.argname!r} not found"
    if isinstance(error, doctest.DocTestFailure):
        return f"expected {error.example.want.strip() or 'nothing'}, got {error.got.strip() or 'nothing'}"
    try:
        return f"{error}"
    except Exception:  # noqa: BLE001 - the test's own class may raise anything
        return "(its text can't be had: __str__ raises)"
