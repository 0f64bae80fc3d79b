"""The grades as a table."""

import csv
from io import StringIO
from pathlib import Path

from workshop.course.exercise import Exercise
from workshop.grading.exporters.csv_table import as_csv
from workshop.grading.exporters.ids import NO_IDS
from workshop.grading.grade import Grade
from workshop.grading.submissions import Submission
from workshop.judging.verdict import Verdict


def test_the_table_has_a_row_for_each_grade(grades: list[Grade]) -> None:
    """Text that a spreadsheet would compute gets a leading apostrophe; an error is one line."""
    rows = {row["learner"]: row for row in csv.DictReader(StringIO(as_csv(grades, NO_IDS)))}

    assert list(rows) == ["'=1+1", "<b>bold", "broken", "starts", "skips", "nothing"]
    assert rows["'=1+1"] == {
        "learner": "'=1+1",
        "exercise": "13-doubles",
        "state": "done",
        "score": "1.000",
        "killed": "5",
        "mutants": "5",
        "tests": "1",
        "sound": "1",
        "to fix": "0",
        "vacuous": "0",
        "skipped": "0",
        "survivors": "",
        "error": "",
        "seconds": "0.0",
    }
    assert (rows["nothing"]["state"], rows["nothing"]["score"]) == ("missing", "0.000")
    assert (rows["<b>bold"]["to fix"], rows["<b>bold"]["survivors"]) == ("1", "1 2 3 4 5")
    assert (rows["skips"]["vacuous"], rows["skips"]["skipped"], rows["skips"]["to fix"]) == ("1", "1", "0")
    assert rows["broken"]["error"] == "test_doubles.py:1 SyntaxError: invalid syntax"


def test_text_that_no_file_can_hold_is_escaped(exercise: Exercise) -> None:
    """Names of folders and messages of tests can contain bytes that aren't UTF-8, and sequences for a terminal."""
    submission = Submission("caf\udce9\n", exercise, Path("13-doubles"))

    table = as_csv([Grade(submission, Verdict(error="E   \ud83d\x07"))], NO_IDS)

    (row,) = csv.DictReader(StringIO(table))
    assert (row["learner"], row["error"]) == (r"caf\udce9\n", r"E \ud83d\x07")
    assert table.encode()
