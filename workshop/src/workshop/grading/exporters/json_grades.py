"""The grades as JSON, for other programs; `grades.schema.json` beside this module describes it."""

from importlib import resources
from typing import Any

from workshop.grading.exporters.ids import Ids
from workshop.grading.grade import Grade
from workshop.reports.json_text import to_json_text
from workshop.reports.verdict_json import judged_test_as_json

VERSION = 1  # of the format: it's raised by a change that programs which read it must know of
SCHEMA = resources.files("workshop.grading.exporters") / "grades.schema.json"


def as_json(grades: list[Grade], _ids: Ids) -> str:
    """Return all that's known about each grade, in the order of the grades."""
    return to_json_text({"version": VERSION, "grades": [_grade(grade) for grade in grades]})


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
    }
