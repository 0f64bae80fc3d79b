"""An earlier result is read as it was written."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.grading.beliefs import MINUS, grade_of, wrong_test
from workshop.course.exercise import Exercise
from workshop.errors import UsageError
from workshop.grading.comparison import compare
from workshop.grading.earlier import read_earlier_result, read_misconceptions
from workshop.grading.exporters.ids import NO_IDS
from workshop.grading.exporters.json_grades import as_json
from workshop.grading.grade import Grade
from workshop.grading.misconceptions import misconceptions


@pytest.fixture
def grades(grades: list[Grade], exercise: Exercise) -> list[Grade]:
    """Return grades of every kind, one with a misconception."""
    return [*grades, grade_of(exercise, "minus", wrong_test(MINUS, accepts=("loses-the-minus",)))]


@pytest.fixture
def file(tmp_path: Path, grades: list[Grade]) -> Path:
    """Return the file of a result with these grades."""
    path = tmp_path / "old.json"
    path.write_text(as_json(grades, NO_IDS), encoding="utf-8")
    return path


def test_a_result_does_not_differ_from_itself(file: Path, grades: list[Grade]) -> None:
    """Whatever learners are called."""
    earlier = read_earlier_result(file)

    assert len(earlier.suites) == len(grades)
    assert compare(grades, earlier.made_with, earlier) == []


def test_misconceptions_are_those_that_were_written(file: Path, grades: list[Grade]) -> None:
    """In the order of their numbers."""
    (found,) = read_misconceptions(file)

    assert found.headline == misconceptions(grades)[0].headline
    assert (found.exercise, found.mutant, found.check) == ("13-doubles", 3, MINUS)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("learner,exercise\n", "isn't a file that `grade --format json` has written", id="another format"),
        pytest.param('{"version": 4}', "isn't a file that `grade --format json` has written", id="a part is missing"),
        pytest.param("[]", "isn't a file that `grade --format json` has written", id="a list"),
        pytest.param(
            '{"version": 3}',
            "was written by another version of workshop, in version 3 of the format, and this is 4:"
            " grade that class again",
            id="another version",
        ),
    ],
)
def test_anything_else_is_refused(text: str, message: str, file: Path) -> None:
    """The message names the file."""
    file.write_text(text, encoding="utf-8")

    with pytest.raises(UsageError) as error:
        read_earlier_result(file)

    assert f"{error.value}" == f"{file} {message}"


def test_a_part_of_another_form_is_refused(file: Path) -> None:
    """It was edited."""
    values: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    values["misconceptions"][0]["more"] = 1
    file.write_text(json.dumps(values), encoding="utf-8")

    with pytest.raises(UsageError, match="isn't a file"):
        read_misconceptions(file)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """With the system's reason."""
    with pytest.raises(UsageError, match=r"nothing\.json can't be read: No such file"):
        read_misconceptions(tmp_path / "nothing.json")
