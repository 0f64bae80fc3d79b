"""The grades of one learner as `results.json`, which an autograder of Gradescope writes.

Written from https://gradescope-autograders.readthedocs.io/en/latest/specs/. Gradescope shows the names and outputs of
tests as plain text, and adds up their scores.
"""

from typing import Any

from workshop.grading.exporters.ids import Ids
from workshop.grading.feedback import as_text
from workshop.grading.grade import Grade
from workshop.reports.json_text import to_json_text


def as_gradescope(grades: list[Grade], _ids: Ids) -> str:
    """Return a test for each exercise; its score is the number of mutants that the learner's tests kill."""
    seconds = round(sum(grade.seconds for grade in grades))
    return to_json_text({"execution_time": seconds, "tests": [_test(grade) for grade in grades]})


def _test(grade: Grade) -> dict[str, Any]:
    exercise = grade.submission.exercise
    return {
        "name": f"{exercise.name}: {exercise.title}",
        "score": len(grade.verdict.killed),
        "max_score": len(exercise.mutants),
        "status": "passed" if grade.state == "done" else "failed",
        "output": as_text(grade),
    }
