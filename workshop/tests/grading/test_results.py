"""The files with the grades are written as a whole, or not at all."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from workshop.course.exercise import Exercise
from workshop.errors import MachineError, UsageError
from workshop.grading import result_file
from workshop.grading.exporters.formats import FORMATS
from workshop.grading.exporters.ids import Ids
from workshop.grading.grade import Grade
from workshop.grading.result_file import ResultFile
from workshop.grading.results import Paths, Results
from workshop.grading.submissions import Submission
from workshop.judging.verdict import Verdict


class TestResultFile:
    """One file."""

    def test_it_replaces_the_old_one(self, tmp_path: Path) -> None:
        """And nothing else is left."""
        file = tmp_path / "grades.csv"
        file.write_text("old", encoding="utf-8")

        ResultFile(file).write("new\n")

        assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"new\n"]

    def test_the_old_one_stays_if_the_new_one_cannot_be_completed(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The disk is full."""
        file = tmp_path / "grades.csv"
        file.write_text("old", encoding="utf-8")

        def fsync(_: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "fsync", fsync)

        with pytest.raises(MachineError, match=r"grades\.csv can't be written: No space left on device"):
            ResultFile(file).write("new")
        assert file.read_text(encoding="utf-8") == "old"

    @pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
    def test_it_keeps_the_permissions(self, tmp_path: Path) -> None:
        """Grades may be private."""
        file = tmp_path / "grades.csv"
        file.touch(mode=0o600)

        ResultFile(file).write("new")

        assert file.stat().st_mode & 0o777 == 0o600

    def test_a_link_stays_a_link(self, tmp_path: Path) -> None:
        """What it leads to is replaced."""
        (tmp_path / "link").symlink_to(tmp_path / "target")

        ResultFile(tmp_path / "link").write("new")

        assert (tmp_path / "link").is_symlink()
        assert (tmp_path / "target").read_text(encoding="utf-8") == "new"

    def test_text_that_cannot_be_encoded_is_escaped(self, tmp_path: Path) -> None:
        """Nothing keeps a class's grades from being written."""
        ResultFile(tmp_path / "grades.csv").write("\udc80")

        assert (tmp_path / "grades.csv").read_text(encoding="utf-8") == r"\udc80"

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
    def test_a_pipe_is_written_directly(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """It isn't replaced, nor is a device; what belongs beside it is in the current folder."""
        monkeypatch.chdir(tmp_path)
        os.mkfifo("pipe")
        reading = os.open("pipe", os.O_RDONLY | os.O_NONBLOCK)
        file = ResultFile(Path("pipe"))

        file.check()
        file.write("grades")

        assert os.read(reading, 100) == b"grades"
        assert file.beside(".journal") == Path("pipe.journal")
        os.close(reading)

    def test_what_is_in_the_folder_of_devices_is_written_directly(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """`/dev/stdout` may be a file, and isn't to be renamed."""
        monkeypatch.setattr(result_file, "DEVICES", f"{tmp_path}")

        assert ResultFile(tmp_path / "stdout").is_device

    @pytest.mark.parametrize("name", ["nowhere/grades.csv", "folder"])
    def test_what_cannot_be_written_is_found_before(self, name: str, tmp_path: Path) -> None:
        """The message names the file."""
        (tmp_path / "folder").mkdir()

        with pytest.raises(MachineError, match=f"{name} can't be written: "):
            ResultFile(tmp_path / name).check()

    def test_a_check_changes_nothing(self, tmp_path: Path) -> None:
        """An old file stays, and no new one appears."""
        (tmp_path / "old").write_text("old", encoding="utf-8")

        ResultFile(tmp_path / "old").check()
        ResultFile(tmp_path / "new").check()

        assert [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()] == ["old"]


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
        results = Results(FORMATS["csv"], Paths(tmp_path / "a.csv", tmp_path / "a.html"), [])

        assert results.journal == tmp_path / "a.csv.journal"

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

    def test_learners_without_an_id_are_known_before(self, tmp_path: Path) -> None:
        """Only formats with ids leave them out."""
        ids = Ids("ID", {"one": "1", "Jos\u00e9": "3"})
        paths = Paths(tmp_path / "grades")
        learners = ["one", "two", "Jose\u0301"]

        assert Results(FORMATS["moodle"], paths, learners, ids).without_id == ["two"]
        assert Results(FORMATS["csv"], paths, learners, ids).without_id == []
