"""The grades as JSON, as the published schema describes them."""

import json
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator

from workshop.grading.exporters.ids import NO_IDS
from workshop.grading.exporters.json_grades import SCHEMA, as_json
from workshop.grading.grade import STATES, Grade
from workshop.judging.verdict import TestStatus


@pytest.fixture(scope="module")
def schema() -> Any:  # noqa: ANN401 - it's JSON
    """Return the schema."""
    return json.loads(SCHEMA.read_text(encoding="utf-8"))


def test_every_grade_fits_the_schema(grades: list[Grade], schema: dict[str, Any]) -> None:
    """The schema itself is valid, and it refuses what isn't described."""
    written = json.loads(as_json(grades, NO_IDS))

    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    assert list(validator.iter_errors(written)) == []
    assert not validator.is_valid({**written, "more": 1})


def test_the_schema_lists_all_states_and_statuses(schema: dict[str, Any]) -> None:
    """A new one must be added to it."""
    kinds = schema["$defs"]

    assert kinds["grade"]["properties"]["state"]["enum"] == [*STATES]
    assert kinds["test"]["properties"]["status"]["enum"] == [*get_args(TestStatus)]


def test_a_grade_has_all_that_is_known(grades: list[Grade]) -> None:
    """Mutants are numbers, because the name of a survivor would tell what it is."""
    by_learner = {each["learner"]: each for each in json.loads(as_json(grades, NO_IDS))["grades"]}

    assert by_learner["starts"] == {
        "learner": "starts",
        "exercise": "13-doubles",
        "state": "not done",
        "score": 0.4,
        "mutants": 5,
        "killed": [2, 5],
        "survived": [1, 3, 4],
        "tests": [
            {
                "name": "test_a",
                "file": "test_doubles.py",
                "line": 6,
                "status": "sound",
                "remark": None,
                "evidence": "",
                "kills": [2, 5],
            }
        ],
        "to_fix": 0,
        "error": None,
        "seconds": 0.0,
    }
    assert by_learner["broken"]["error"] == "test_doubles.py:1\nSyntaxError: invalid syntax"
