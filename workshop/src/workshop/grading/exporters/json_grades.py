"""The grades as JSON, for other programs; `grades.schema.json` beside this module describes it."""

from collections.abc import Iterable
from dataclasses import asdict
from importlib import resources
from typing import Any

from workshop.grading.comparison import Change, EarlierResult, compare
from workshop.grading.exporters.ids import Ids
from workshop.grading.grade import Grade
from workshop.grading.misconceptions import Misconception, misconceptions
from workshop.grading.provenance import USUAL, Conditions, provenance
from workshop.grading.rule_coverage import rule_coverage
from workshop.reports.json_text import to_json_text
from workshop.reports.verdict_json import judged_test_as_json

VERSION = 4  # of the format: it's raised by a change that programs which read it must know of
SCHEMA = resources.files("workshop.grading.exporters") / "grades.schema.json"


def as_json(
    grades: list[Grade], _ids: Ids, earlier: EarlierResult | None = None, conditions: Conditions = USUAL
) -> str:
    """Return all that's known about each grade, in their order, and about the class; raises AuthorError as they do.

    With an earlier result, also what has changed since then. The grades were made under the conditions.
    """
    exercises = {grade.submission.exercise.name: grade.submission.exercise for grade in grades}
    made_with = provenance(exercises.values(), conditions)
    groups = enumerate(misconceptions(grades), start=1)
    return to_json_text(
        {
            "version": VERSION,
            "made_with": asdict(made_with),
            "grades": [_grade(grade) for grade in grades],
            "misconceptions": [_misconception(number, each) for number, each in groups],
            "rules": [asdict(each) for each in rule_coverage(grades)],
            "changes": _changes(compare(grades, made_with, earlier)) if earlier else None,
        }
    )


def _grade(grade: Grade) -> dict[str, Any]:
    exercise, verdict = grade.submission.exercise, grade.verdict
    return {
        "learner": grade.submission.learner,
        "exercise": exercise.name,
        "state": grade.state,
        "score": round(grade.score, 6),
        "mutants": len(exercise.mutants),
        "killed": sorted(exercise.numbers[name] for name in verdict.killed),
        "survived": sorted(exercise.numbers[name] for name in verdict.survivors),
        "tests": [judged_test_as_json(test, exercise) for test in verdict.tests],
        "to_fix": grade.to_fix,
        "error": verdict.error or None,
        "seconds": round(grade.seconds, 3),
        "files": dict(grade.files),
    }


def _misconception(number: int, each: Misconception) -> dict[str, Any]:
    return {"group": number, "headline": each.headline, **asdict(each)}


def _changes(changes: Iterable[Change]) -> list[dict[str, Any]]:
    return [asdict(change) for change in changes]
