"""The grades as JSON, as the published schema describes them."""

import json
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator

from tests.grading.beliefs import MINUS, grade_of, wrong_test
from workshop.course.exercise import Exercise
from workshop.grading.comparison import EarlierResult
from workshop.grading.exporters.ids import NO_IDS
from workshop.grading.exporters.json_grades import SCHEMA, as_json
from workshop.grading.grade import STATES, Grade
from workshop.grading.provenance import Conditions, provenance
from workshop.judging.status import TestStatus


@pytest.fixture(scope="module")
def schema() -> Any:  # noqa: ANN401 - it's JSON
    """Return the schema."""
    return json.loads(SCHEMA.read_text(encoding="utf-8"))


def test_every_grade_fits_the_schema(grades: list[Grade], schema: dict[str, Any], exercise: Exercise) -> None:
    """The schema itself is valid, and it refuses what isn't described."""
    written = json.loads(as_json(grades, NO_IDS))
    before = EarlierResult(provenance([], Conditions()), {})
    compared = json.loads(as_json([*grades, grade_of(exercise, "minus", wrong_test(MINUS))], NO_IDS, before))

    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    assert list(validator.iter_errors(written)) == []
    assert list(validator.iter_errors(compared)) == []
    assert (written["changes"], len(compared["changes"])) == (None, len(grades) + 1)
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
        "files": {},
    }
    assert by_learner["broken"]["error"] == "test_doubles.py:1\nSyntaxError: invalid syntax"


def test_the_class_as_a_whole_is_in_it(grades: list[Grade], exercise: Exercise) -> None:
    """What it believes, which rules it doesn't test, and what all that was made with."""
    written = json.loads(as_json([*grades, grade_of(exercise, "minus", wrong_test(MINUS))], NO_IDS))

    assert [(each["group"], each["headline"]) for each in written["misconceptions"]] == [
        (1, "1 of 5 believes that double(-3) returns 6")
    ]
    assert [(each["rule"], len(each["learners_missing"])) for each in written["rules"]] == [(1, 4), (2, 4)]
    assert [*written["made_with"]["exercises"]] == ["13-doubles"]
