"""The grades of a learner for Classroom 50."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from workshop.errors import UsageError
from workshop.grading.exporters.classroom50 import as_classroom50, check_runner
from workshop.grading.exporters.ids import NO_IDS
from workshop.grading.grade import Grade

RUNNER = {
    "CLASSROOM": "cs-principles",
    "ASSIGNMENT": "hello",
    "ASSIGNMENT_TYPE": "individual",
    "OWNER": "alice",
    "SUBMISSION_TAG": "submit/2026-06-01T14-32-05Z-a1b2c3d",
    "COMMIT_URL": "https://github.example/commit/a1b2c3d",
    "RELEASE_URL": "https://github.example/releases/tag/submit",
    "REVIEW_URL": "https://github.example/compare/0...a1b2c3d",
}
TEXT = {"type": "string", "minLength": 1}
COUNT = {"type": "integer", "minimum": 0}
SCHEMA: dict[str, Any] = {  # what schemas/result-v1.schema.json of foundation50/classroom50 asks for
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "schema": {"const": "classroom50/result/v1"},
        "assignment_type": {"enum": ["individual", "group"]},
        "submission": {"type": "string", "pattern": "^submit/"},
        "datetime": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$"},
        **dict.fromkeys(["classroom", "assignment", "owner", "commit", "release", "review"], TEXT),
        **dict.fromkeys(["score", "max-score"], COUNT),
        "tests": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["test-name", "passed", "score", "max-score"],
                "properties": {
                    "test-name": TEXT,
                    "passed": {"type": "boolean"},
                    **dict.fromkeys(["score", "max-score"], COUNT),
                },
            },
        },
    },
}
SCHEMA["required"] = [*SCHEMA["properties"]]


@pytest.fixture
def runner(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set the variables that the runner sets."""
    for name, value in RUNNER.items():
        monkeypatch.setenv(name, value)


@pytest.mark.usefixtures("runner")
def test_every_grade_fits_the_schema(grades: list[Grade]) -> None:
    """The scores are whole numbers, and add up."""
    check_runner(NO_IDS, ["alice"])
    written = json.loads(as_classroom50(grades, NO_IDS))

    assert list(Draft202012Validator(SCHEMA).iter_errors(written)) == []
    assert (written["owner"], written["score"], written["max-score"]) == ("alice", 7, 30)
    assert [test["passed"] for test in written["tests"]] == [True, False, False, False, False, False]
    assert written["tests"][3]["output"] == "2 of 5 mutants killed\nmutants 1, 3, 4 survive"


@pytest.mark.usefixtures("runner")
def test_several_learners_are_refused() -> None:
    """The variables are about one."""
    with pytest.raises(UsageError, match="one learner's repository at a time: give one, not 2"):
        check_runner(NO_IDS, ["alice", "bob"])


@pytest.mark.usefixtures("runner")
def test_without_the_runner_it_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names the variables that aren't set."""
    monkeypatch.delenv("OWNER")
    monkeypatch.setenv("REVIEW_URL", "")

    with pytest.raises(UsageError, match="sets OWNER, REVIEW_URL: run this in its"):
        check_runner(NO_IDS, ["alice"])
