"""Reads a result that `workshop grade --format json` has written."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from workshop.engine.failed_check import FailedCheck
from workshop.errors import UsageError
from workshop.grading.comparison import EarlierResult, JudgedSuite
from workshop.grading.exporters.json_grades import VERSION
from workshop.grading.misconceptions import Misconception
from workshop.grading.provenance import Conditions, Provenance

Part = TypeVar("Part")


def read_earlier_result(path: Path) -> EarlierResult:
    """Return what an earlier result is compared by; raises UsageError if the file isn't such a result."""
    return replace(_read(path, _earlier_result), file=path)


def read_misconceptions(path: Path) -> list[Misconception]:
    """Return the misconceptions in a result, in the order of their groups' numbers; raises UsageError as above."""
    return _read(path, lambda values: [_misconception(each) for each in values["misconceptions"]])


def _read(path: Path, part: Callable[[dict[str, Any]], Part]) -> Part:
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        if values["version"] != VERSION:
            raise UsageError(
                f"{path} was written by another version of workshop, in version {values['version']} of the format, and"
                f" this is {VERSION}: grade that class again"
            )
        return part(values)
    except OSError as error:
        raise UsageError(f"{path} can't be read: {error.strerror}") from None
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
        raise UsageError(f"{path} isn't a file that `grade --format json` has written") from None


def _earlier_result(values: dict[str, Any]) -> EarlierResult:
    return EarlierResult(
        Provenance(**values["made_with"] | {"conditions": Conditions(**values["made_with"]["conditions"])}),
        {(each["learner"], each["exercise"]): _judged_suite(each) for each in values["grades"]},
    )


def _judged_suite(grade: dict[str, Any]) -> JudgedSuite:
    statuses = {f"{test['file']}::{test['name']}": test["status"] for test in grade["tests"]}
    return JudgedSuite(grade["state"], grade["score"], tuple(grade["killed"]), statuses, grade["files"])


def _misconception(values: dict[str, Any]) -> Misconception:
    others = {key: each for key, each in values.items() if key not in ("group", "headline")}
    return Misconception(**others | {"check": FailedCheck(**values["check"])})
