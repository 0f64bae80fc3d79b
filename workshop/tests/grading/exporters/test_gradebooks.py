"""The grades for the gradebooks of Moodle and Canvas."""

import csv
from dataclasses import replace
from io import StringIO

import pytest

from workshop.errors import UsageError
from workshop.grading.exporters import canvas, moodle
from workshop.grading.exporters.ids import NO_IDS, Ids
from workshop.grading.grade import Grade

IDS = {"=1+1": "1001", "starts": "1002", "nothing": "1003"}


class TestMoodle:
    """A line for each learner, with the id in a column that's named as Moodle names it."""

    def test_learners_have_points_for_each_exercise(self, grades: list[Grade]) -> None:
        """Those without an id are left out; a missing exercise has no points."""
        table = moodle.as_moodle(grades, Ids("ID number", IDS))

        assert table == "ID number,13-doubles\n1001,100.00\n1002,40.00\n1003,0.00\n"

    def test_names_may_be_written_in_another_way(self, grades: list[Grade]) -> None:
        """An accent can be a character of its own."""
        submission = replace(grades[0].submission, learner="Jose\u0301")
        ids = {"Jos\u00e9": "1001"}

        assert moodle.as_moodle([replace(grades[0], submission=submission)], Ids("ID", ids)).endswith("1001,100.00\n")
        assert "1001" in canvas.as_canvas([replace(grades[0], submission=submission)], Ids("ID", ids))

    def test_without_ids_it_is_refused(self) -> None:
        """The message says what to give."""
        with pytest.raises(UsageError, match="begins with `learner,ID number`"):
            moodle.check_ids(NO_IDS, [])

        moodle.check_ids(Ids("Email address"), [])


class TestCanvas:
    """The columns that Canvas wants, in their order."""

    @pytest.mark.parametrize("column", canvas.ID_COLUMNS)
    def test_an_id_is_in_its_column(self, column: str, grades: list[Grade]) -> None:
        """The first row has the points that are possible; text that a spreadsheet would compute is escaped."""
        rows = [*csv.DictReader(StringIO(canvas.as_canvas(grades, Ids(column, IDS))))]

        assert [row["Student"] for row in rows] == ["    Points Possible", "'=1+1", "starts", "nothing"]
        assert [row["13-doubles"] for row in rows] == ["100", "100.00", "40.00", "0.00"]
        assert [row[column] for row in rows] == ["", "1001", "1002", "1003"]

    def test_canvas_recognizes_the_heads(self, grades: list[Grade]) -> None:
        """By the rules of its `gradebook_importer.rb`: what follows Section is an assignment."""
        heads, *_ = csv.reader(StringIO(canvas.as_canvas(grades, Ids("ID", IDS))))

        assert ("Student" in heads[0], "ID" in heads[1]) == (True, True)
        assert heads[2:] == ["SIS User ID", "SIS Login ID", "Section", "13-doubles"]

    @pytest.mark.parametrize("ids", [NO_IDS, Ids("Email")])
    def test_another_kind_of_id_is_refused(self, ids: Ids) -> None:
        """The message says which there are."""
        with pytest.raises(UsageError, match="`learner,ID` or `learner,SIS User ID` or `learner,SIS Login ID`"):
            canvas.check_ids(ids, [])

        canvas.check_ids(Ids("SIS Login ID"), [])
