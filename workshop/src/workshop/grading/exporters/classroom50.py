"""The grades of one learner as `result.json`, which an autograder of Classroom 50 writes.

Written from https://github.com/foundation50/classroom50/wiki/Advanced-Autograding and from the schema
https://github.com/foundation50/classroom50/blob/main/schemas/result-v1.schema.json. Which submission this is, the
runner of Classroom 50 says in environment variables.
"""

import os
from datetime import UTC, datetime
from typing import Any

from workshop.errors import UsageError
from workshop.grading.exporters.ids import Ids
from workshop.grading.feedback import as_text
from workshop.grading.grade import Grade
from workshop.reports.json_text import to_json_text

VARIABLES = {
    "classroom": "CLASSROOM",
    "assignment": "ASSIGNMENT",
    "assignment_type": "ASSIGNMENT_TYPE",
    "owner": "OWNER",
    "submission": "SUBMISSION_TAG",
    "commit": "COMMIT_URL",
    "release": "RELEASE_URL",
    "review": "REVIEW_URL",
}


def as_classroom50(grades: list[Grade], _ids: Ids) -> str:
    """Return a test for each exercise; its score is the number of mutants that the learner's tests kill."""
    tests = [_test(grade) for grade in grades]
    return to_json_text(
        {
            "schema": "classroom50/result/v1",
            **{key: os.environ[variable] for key, variable in VARIABLES.items()},
            "datetime": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
            "score": sum(test["score"] for test in tests),
            "max-score": sum(test["max-score"] for test in tests),
            "tests": tests,
        }
    )


def check_runner(_ids: Ids, learners: list[str]) -> None:
    """Raise UsageError if there are several learners, or this isn't the runner, which sets the variables."""
    if len(learners) != 1:
        raise UsageError(f"Classroom 50 grades one learner's repository at a time: give one, not {len(learners)}")
    if unset := [name for name in VARIABLES.values() if not os.environ.get(name)]:
        raise UsageError(f"the runner of Classroom 50 sets {', '.join(unset)}: run this in its autograder.py")


def _test(grade: Grade) -> dict[str, Any]:
    exercise = grade.submission.exercise
    return {
        "test-name": exercise.name,
        "passed": grade.state == "done",
        "score": len(grade.verdict.killed),
        "max-score": len(exercise.mutants),
        "output": as_text(grade),
    }
