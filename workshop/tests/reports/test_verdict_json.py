"""A verdict as JSON is for programs."""

import json

from tests.verdicts import FAILURE, FILE, make_checked, make_failed_check, make_test
from workshop.course.exercise import Exercise
from workshop.reports.json_text import to_json_text
from workshop.reports.verdict_json import as_json


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
        "notes": [],
    }
    assert tests == [
        {
            "name": "test_zero",
            "file": "test_doubles.py",
            "line": 6,
            "status": "sound",
            "remark": None,
            "evidence": "kills 1 of 5",
            "kills": [2],
        },
        {
            "name": "test_half",
            "file": "test_doubles.py",
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


def test_json_has_the_notes(exercise: Exercise) -> None:
    """Each has the line in a file that it's about."""
    values = as_json(make_checked(exercise, suite="def test_a():\n    pass\n\n\ndef test_a():\n    pass\n"))

    text = "this test_a never runs: line 5 gives its name to something else; rename one"
    assert values["notes"] == [{"file": "test_doubles.py", "line": 1, "text": text}]


def test_json_shows_escape_sequences() -> None:
    """What reads it may print a text; the lines of a text stay apart."""
    text = to_json_text([{"name": "\x1b\udc80", "\x9b": ("one\ntwo", 1, None, True)}])

    assert text.encode()
    assert json.loads(text) == [{"name": r"\x1b\udc80", r"\x9b": ["one\ntwo", 1, None, True]}]


def test_json_is_readable_for_people_too() -> None:
    """It's indented, keeps letters of every language, and ends with a newline."""
    assert to_json_text({"why": "Zähler"}) == '{\n  "why": "Zähler"\n}\n'
