"""The grades of a class are written to files and pages."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.doubles import write_exercise
from workshop.course.exercise import Exercise
from workshop.errors import MachineError, UsageError
from workshop.grading.exporters.formats import FORMATS
from workshop.grading.exporters.ids import Ids
from workshop.grading.grade import Grade
from workshop.grading.results import Paths, Results
from workshop.grading.submissions import Submission
from workshop.judging.verdict import Verdict


class TestResults:
    """The grades and the page."""

    def test_grades_are_written_in_their_order(self, tmp_path: Path, exercise: Exercise) -> None:
        """Into the table and the page."""
        submissions = [Submission(learner, exercise, None) for learner in ("one", "two")]
        results = Results(FORMATS["csv"], Paths(tmp_path / "grades.csv", tmp_path / "grades.html"), ["one", "two"])

        results.write([Grade(each, Verdict()) for each in submissions])

        rows = (tmp_path / "grades.csv").read_text(encoding="utf-8").splitlines()
        assert [row.split(",")[0] for row in rows] == ["learner", "one", "two"]
        assert (tmp_path / "grades.html").read_text(encoding="utf-8").startswith("<!doctype html>")

    def test_the_journal_is_beside_the_grades(self, tmp_path: Path) -> None:
        """Several classes can be graded in one folder."""
        paths = Paths(tmp_path / "a.csv", tmp_path / "a.html")

        assert paths.journal == tmp_path / "a.csv.journal"

    def test_one_file_for_both_is_refused(self, tmp_path: Path) -> None:
        """The page would overwrite the grades."""
        results = Results(FORMATS["csv"], Paths(tmp_path / "grades", tmp_path / "." / "grades"), [])

        with pytest.raises(UsageError, match="can't both be written to"):
            results.check()

    def test_each_of_several_learners_gets_a_file_in_a_format_for_one(self, tmp_path: Path, exercise: Exercise) -> None:
        """It's named after the learner, without what a name of a file can't have, and names stay different."""
        learners = ["one", "a/b", "A:b", "\n"]
        submissions = [Submission(learner, exercise, None) for learner in learners]
        results = Results(FORMATS["gradescope"], Paths(tmp_path / "results.json", tmp_path / "page.html"), learners)

        results.check()
        results.write([Grade(each, Verdict()) for each in submissions[1:]])

        names = ["results-one.json", "results-a_b.json", "results-A_b-2.json", "results-learner.json", "page.html"]
        assert [file.name for file in results.files] == names
        assert {path.name for path in tmp_path.glob("*.*")} == set(names[1:])

    @pytest.mark.parametrize("letter", ["a", "\u6f22"], ids=["a byte each", "several bytes each"])
    def test_long_names_are_cut(self, letter: str, tmp_path: Path, exercise: Exercise) -> None:
        """A path may have told learners apart; the name of a file is at most 255 bytes long."""
        learners = [letter * 300 + end for end in "xy"]
        results = Results(FORMATS["csv"], Paths(tmp_path / "grades", learner_pages=tmp_path / "pages"), learners)

        results.check()
        results.write([Grade(Submission(each, exercise, None), Verdict()) for each in learners])

        assert len([*(tmp_path / "pages").iterdir()]) == 2

    def test_a_single_learner_gets_the_file_itself(self, tmp_path: Path, exercise: Exercise) -> None:
        """That's how an autograder uses the format."""
        submission = Submission("one", exercise, None)
        results = Results(FORMATS["gradescope"], Paths(tmp_path / "results.json", tmp_path / "page.html"), ["one"])

        results.write([Grade(submission, Verdict())])

        assert "13-doubles" in (tmp_path / "results.json").read_text(encoding="utf-8")

    def test_the_page_of_a_learner_names_nobody_else(self, tmp_path: Path, grades: list[Grade]) -> None:
        """Nor does the name of its file; it can be sent as it is."""
        named = [
            replace(grade, submission=replace(grade.submission, learner=f"Learner No. {number}"))
            for number, grade in enumerate(grades)
        ]
        learners = [grade.submission.learner for grade in named]
        results = Results(FORMATS["csv"], Paths(tmp_path / "grades.csv", learner_pages=tmp_path / "pages"), learners)

        results.check()
        results.write(named)

        pages = {path.stem: path.read_text(encoding="utf-8") for path in (tmp_path / "pages").iterdir()}
        assert {name: [each for each in learners if each in page] for name, page in pages.items()} == {
            f"Learner_No._{number}": [learner] for number, learner in enumerate(learners)
        }

    def test_a_folder_that_cannot_be_created_is_found_before(self, tmp_path: Path) -> None:
        """The message names it."""
        paths = Paths(tmp_path / "grades", learner_pages=tmp_path / "nowhere" / "pages")

        with pytest.raises(MachineError, match="pages can't be created: "):
            Results(FORMATS["csv"], paths, ["one"]).check()

    @pytest.mark.parametrize("format_", ["moodle", "canvas"])
    def test_a_gradebook_leaves_out_learners_who_lack_a_grade(
        self, format_: str, tmp_path: Path, exercise: Exercise
    ) -> None:
        """It takes an empty cell for a change, and a grade that's there would be lost."""
        exercises = (exercise, write_exercise(tmp_path, "14-more"))
        submissions = [Submission(learner, each, None) for learner in ("one", "two") for each in exercises]
        paths = Paths(tmp_path / "grades.csv", tmp_path / "grades.html")
        results = Results(FORMATS[format_], paths, ["one", "two"], Ids("ID", {"one": "1001", "two": "1002"}))

        left = results.write_incomplete([Grade(each, Verdict()) for each in submissions[:3]], submissions)

        table = (tmp_path / "grades.csv").read_text(encoding="utf-8")
        assert left == ([], ["two"])
        assert ("1001" in table, "1002" in table) == (True, False)
        assert ">two<" in (tmp_path / "grades.html").read_text(encoding="utf-8")

    def test_learners_without_an_id_are_known_before(self, tmp_path: Path) -> None:
        """Only formats with ids leave them out."""
        ids = Ids("ID", {"one": "1", "Jos\u00e9": "3"})
        paths = Paths(tmp_path / "grades")
        learners = ["one", "two", "Jose\u0301"]

        assert Results(FORMATS["moodle"], paths, learners, ids).without_id == ["two"]
        assert Results(FORMATS["csv"], paths, learners, ids).without_id == []
