"""A verdict as JSON is for programs."""

import json

from tests.verdicts import FAILURE, FILE, make_checked, make_failed_check, make_test
from workshop.course.exercise import Exercise
from workshop.reports.verdict_json import as_json, to_json_text


def test_json_has_the_whole_verdict(exercise: Exercise) -> None:
    """Tests come with their status and the numbers of the mutants they kill, mutants with the tests that kill them."""
    checked = make_checked(
        exercise,
        make_test("test_zero", "sound", "adds-two", evidence="kills 1 of 5"),
        make_test("test_half", "wrong", evidence="on the program: assert 2 == 1", line=12),
    )

    values = json.loads(to_json_text(as_json(checked)))

    tests, mutants = values.pop("tests"), values.pop("mutants")
    assert values == {
        "exercise": "13-doubles",
        "title": "Doubles",
        "file": f"{FILE}",
        "done": False,
        "score": 0.2,
        "error": None,
        "server": None,
        "seconds": 0.25,
    }
    assert tests == [
        {
            "name": "test_zero",
            "line": 6,
            "status": "sound",
            "remark": None,
            "evidence": "kills 1 of 5",
            "kills": [2],
        },
        {
            "name": "test_half",
            "line": 12,
            "status": "wrong",
            "remark": "wrong",
            "evidence": "on the program: assert 2 == 1",
            "kills": [],
        },
    ]
    assert mutants[0] == {"number": 1, "killed": False, "hint": exercise.mutants[0].hint}
    assert mutants[1] == {
        "number": 2,
        "killed": True,
        "name": "adds-two",
        "why": exercise.mutants[1].why,
        "by": [{"test": "test_zero", "cause": "assertion", "message": FAILURE.message}],
    }


def test_json_of_tests_that_cannot_run_has_the_error(exercise: Exercise) -> None:
    """No mutant is killed then."""
    values = as_json(make_failed_check(exercise, "No module named 'nothing'"))

    assert values["error"] == "No module named 'nothing'"
    assert {mutant["killed"] for mutant in values["mutants"]} == {False}


def test_json_is_readable_for_people_too() -> None:
    """It's indented, keeps letters of every language, and ends with a newline."""
    assert to_json_text({"why": "Zähler"}) == '{\n  "why": "Zähler"\n}\n'
