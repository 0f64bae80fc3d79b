"""Finds out what a failing test has checked: the call of the program that it's about, and what it expects of it.

Calls are traced, which is slow, so only a run that is there for it does it, and gives up after many steps: their
number, unlike their time, is the same on a busy machine.
"""

import re
import reprlib
import sys
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from inspect import getargvalues
from types import FrameType
from typing import Any, TypeAlias

from workshop.engine.failed_check import RAISE, FailedCheck
from workshop.engine.limits import MESSAGE_LENGTH
from workshop.engine.worker.failures import ASSERTIONS

TraceFunction: TypeAlias = "Callable[[FrameType, str, Any], TraceFunction] | None"
MOST_STEPS = 500_000  # calls of any function, and lines of the program, in a test: half a second or so of tracing
REMEMBERED = 1_000  # calls of a test; what it checks is mostly about the last
IDENTITY = re.compile(r" at 0x[0-9a-f]+| id='[0-9]+'")  # of an object, and of a mock
NOT_RAISED = re.compile(r"DID NOT RAISE.*?(\w+)\W*$")  # how pytest says it
SHORTENER = reprlib.Repr()
SHORTENER.maxstring = SHORTENER.maxother = SHORTENER.maxlong = MESSAGE_LENGTH // 2


@dataclass(frozen=True)
class Call:
    """A call of the program from outside, as an expression; it has returned `result`, or raised the error named so."""

    text: str
    result: object
    error: str = ""

    def outcome(self) -> str:
        """Return what came of it, as in "'FizzBuzz'" or "raise ValueError"."""
        return f"{RAISE}{self.error}" if self.error else shown(self.result)


class CallRecorder:
    """Records the calls of the program, whose files are below `tree`, in one test at a time."""

    def __init__(self, tree: str) -> None:
        self._tree = tree
        self._calls: deque[Call] = deque(maxlen=REMEMBERED)
        self._outermost: FrameType | None = None
        self._error = ""
        self._compared: FailedCheck | None = None
        self._is_comparing = False
        self._steps_left: float = MOST_STEPS

    @contextmanager
    def recording(self, most_steps: float = MOST_STEPS) -> Iterator[None]:  # pragma: no cover - nothing else can trace
        """Record the calls in this block; after that many steps, forget them and trace no more."""
        self._calls.clear()
        self._steps_left = most_steps
        self._outermost = self._compared = None
        before = sys.gettrace()
        sys.settrace(self._enter)
        try:
            yield
        finally:
            sys.settrace(before)

    def compare(self, operator: str, left: object, right: object) -> None:
        """Take the comparison that has just failed: if it's about the result of a call, the other side is expected."""
        if self._steps_left < 0:
            return
        self._is_comparing = True
        try:
            self._compared = self._check(operator, left, right)
        finally:
            self._is_comparing = False

    def check(self, error: BaseException) -> FailedCheck:
        """Return what a test has checked that failed with this error."""
        last = self._last()
        if self._compared or last is None:
            return self._compared or FailedCheck()
        expected = ""
        if not last.error:
            if not isinstance(error, ASSERTIONS):
                return FailedCheck()  # the test stumbled over something else
            if wanted := NOT_RAISED.search(f"{error}"):
                expected = f"{RAISE}{wanted[1]}"
            elif isinstance(last.result, bool):
                expected = f"{not last.result}"
        return FailedCheck(last.text, last.outcome(), expected)

    def _check(self, operator: str, left: object, right: object) -> FailedCheck:
        is_equality = operator in ("==", "is")
        if is_equality:
            left, right = first_difference(left, right)
        for call in reversed(self._calls):
            for own, other in ((left, right), (right, left)):
                if not call.error and is_same(call.result, own):
                    return FailedCheck(call.text, call.outcome(), shown(other) if is_equality else "")
        comparison = f"{shown(left)} {operator} {shown(right)}"
        last = self._last()
        return FailedCheck(last.text, last.outcome(), "", comparison) if last else FailedCheck(comparison=comparison)

    def _last(self) -> Call | None:
        """Return the last call that raised an error or returned a value, and not just an object to work with."""
        return next((call for call in reversed(self._calls) if not call.outcome().startswith("<")), None)

    def _gives_up(self) -> bool:  # pragma: no cover - see `recording`
        """Count a step, and return whether it's one too many."""
        self._steps_left -= 1
        if self._steps_left < 0:
            sys.settrace(None)
            self._calls.clear()
        return self._steps_left < 0

    def _enter(self, frame: FrameType, _event: str, _argument: object) -> TraceFunction:  # pragma: no cover
        if self._gives_up():
            return None
        code = frame.f_code
        is_call = code.co_filename.startswith(self._tree) and not code.co_name.startswith("<")
        if not is_call or self._outermost or self._is_comparing:
            return None
        self._outermost, self._error = frame, ""
        text = call_text(frame)  # now: it may change its arguments

        def step(_frame: FrameType, event: str, argument: Any) -> TraceFunction:  # noqa: ANN401 - depends on the event
            if self._gives_up():
                return None
            if event == "return":
                self._outermost = None
                error = self._error if argument is None else ""
                if error or code.co_name != "__init__":  # that one has no result
                    self._calls.append(Call(text, argument, error))
            else:
                self._error = argument[0].__name__ if event == "exception" else ""  # a later line: it was caught
            return step

        return step


def call_text(frame: FrameType) -> str:
    """Return the call of a function that has just been entered, as an expression without `self`."""
    names, others, keywords, values = getargvalues(frame)
    if names[:1] in (["self"], ["cls"]):
        names = names[1:]
    arguments = [shown(values[name]) for name in names]
    arguments += [shown(each) for each in values[others]] if others else []
    arguments += [f"{name}={shown(each)}" for name, each in values[keywords].items()] if keywords else []
    return f"{frame.f_code.co_qualname.removesuffix('.__init__')}({', '.join(arguments)})"[:MESSAGE_LENGTH]


def first_difference(left: object, right: object) -> tuple[object, object]:
    """Return the first elements in which two sequences or dicts differ, or else the values themselves."""
    pairs: list[tuple[object, object]] = []
    with suppress(Exception):  # the values may be of the test's own classes
        if isinstance(left, list | tuple) and isinstance(right, list | tuple) and len(left) == len(right):
            pairs = [(one, other) for one, other in zip(left, right, strict=True) if one != other]
        elif isinstance(left, Mapping) and isinstance(right, Mapping) and left.keys() == right.keys():
            pairs = [(left[key], right[key]) for key in left if left[key] != right[key]]
    return first_difference(*pairs[0]) if pairs else (left, right)


def is_same(one: object, other: object) -> bool:
    """Return whether two values are the same, or equal and of one type."""
    with suppress(Exception):
        return one is other or (type(one) is type(other) and bool(one == other))
    return False


def shown(value: object) -> str:
    """Return a value as an expression, cut if it's long, without what differs each time; "<int>" if that fails."""
    try:
        return IDENTITY.sub("", SHORTENER.repr(value))[:MESSAGE_LENGTH]
    except Exception:  # noqa: BLE001 - as for a number with too many digits; it would come out of the program's call
        return f"<{type(value).__name__}>"
