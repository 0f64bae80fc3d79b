"""The grades of a learner for Gradescope."""

import json
from dataclasses import replace
from typing import Any

from jsonschema import Draft202012Validator

from workshop.grading.exporters.gradescope import as_gradescope
from workshop.grading.exporters.ids import NO_IDS
from workshop.grading.grade import Grade

VISIBILITY = {"enum": ["hidden", "after_due_date", "after_published", "visible"]}
FORMAT = {"enum": ["text", "html", "simple_format", "md", "ansi"]}
TEST: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["score"],  # because there is none for all tests
    "properties": {
        "score": {"type": "number"},
        "max_score": {"type": "number"},
        "status": {"enum": ["passed", "failed"]},
        "name": {"type": "string"},
        "name_format": FORMAT,
        "number": {"type": "string"},
        "output": {"type": "string"},
        "output_format": FORMAT,
        "tags": {"type": "array", "items": {"type": "string"}},
        "visibility": VISIBILITY,
        "extra_data": {"type": "object"},
    },
}
SCHEMA: dict[str, Any] = {  # of https://gradescope-autograders.readthedocs.io/en/latest/specs/, which has it in words
    "type": "object",
    "additionalProperties": False,
    "required": ["tests"],
    "properties": {
        "execution_time": {"type": "number"},
        "output": {"type": "string"},
        "output_format": FORMAT,
        "visibility": VISIBILITY,
        "stdout_visibility": VISIBILITY,
        "extra_data": {"type": "object"},
        "tests": {"type": "array", "items": TEST},
    },
}


def test_an_exercise_is_a_test(grades: list[Grade]) -> None:
    """Its score is the number of mutants killed; it's passed once the exercise is done."""
    done, starts = (replace(grades[number], seconds=1.4) for number in (0, 3))

    written = json.loads(as_gradescope([done, starts], NO_IDS))

    assert written == {
        "execution_time": 3,
        "tests": [
            {
                "name": "13-doubles: Doubles",
                "score": 5,
                "max_score": 5,
                "status": "passed",
                "output": "5 of 5 mutants killed",
            },
            {
                "name": "13-doubles: Doubles",
                "score": 2,
                "max_score": 5,
                "status": "failed",
                "output": "2 of 5 mutants killed\nmutants 1, 3, 4 survive",
            },
        ],
    }


def test_every_grade_is_as_documented(grades: list[Grade]) -> None:
    """Also one of tests that can't be run, and of none at all."""
    written = json.loads(as_gradescope(grades, NO_IDS))

    assert list(Draft202012Validator(SCHEMA).iter_errors(written)) == []
    assert [test["score"] for test in written["tests"]] == [5, 0, 0, 2, 0, 0]
