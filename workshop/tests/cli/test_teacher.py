"""The commands for teachers."""

import csv
import os
import re
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.cli.fake_grading import grade
from tests.doubles import VACUOUS
from workshop.errors import MachineError
from workshop.grading.grade import Grade
from workshop.grading.grader import Grader
from workshop.grading.journal import Journal, JournalEntry
from workshop.grading.submissions import Submission
from workshop.judging.verdict import Verdict


def test_a_class_is_graded(
    run: Command, course: Path, class_: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The grades go into a table and a page, in the order of the folders, whichever is ready first."""
    monkeypatch.setattr(Grader, "grade", grade)

    result = run("grade", *class_, "--exercise", "13")

    assert (result.code, result.err) == (0, "")
    assert re.match(r"3 submissions in [\d.]+ s: 1 done, 1 not done, 1 error\.\n", result.out)
    assert result.out.endswith("See grades.csv and grades.html.\n")
    rows = (course / "grades.csv").read_text(encoding="utf-8").splitlines()
    assert [row.split(",")[:3] for row in rows[1:]] == [
        ["one", "13-doubles", "done"],
        ["two", "13-doubles", "not done"],
        ["three", "13-doubles", "error"],
    ]
    assert '<th scope="row">one</th>' in (course / "grades.html").read_text(encoding="utf-8")


def test_a_class_is_graded_for_real(run: Command, course: Path) -> None:
    """A learner without tests costs no run."""
    (course / "class").mkdir()

    result = run("grade", "class")

    assert result.code == 0
    assert re.match(r"2 submissions in [\d.]+ s: 2 missing\.\n", result.out)


def test_a_hand_in_that_cannot_be_read_is_the_error_of_one_learner(
    run: Command, course: Path, class_: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The root user can read everything, so the refusals are made up; the others are graded."""
    (course / "link").symlink_to("nowhere")
    access, stat = os.access, Path.stat

    def refuse(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if path == Path("secret", "hw1"):
            raise PermissionError(13, "Permission denied")
        return stat(path, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(os, "access", lambda path, mode: f"{path}" != class_[1] and access(path, mode))
    monkeypatch.setattr(Path, "stat", refuse)
    monkeypatch.setattr(Grader, "grade", grade)

    result = run("grade", *class_, "link", "secret/hw1", "--exercise", "13")

    assert (result.code, result.err) == (0, "")
    rows = (course / "grades.csv").read_text(encoding="utf-8").splitlines()
    assert [row.split(",")[0] for row in rows[1:]] == ["one", "two", "three", "link", "hw1"]


@pytest.mark.parametrize("option", ["--csv", "--html"])
def test_files_that_cannot_be_written_are_found_before_grading(
    option: str, run: Command, course: Path, class_: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message names the file; no time is lost."""
    monkeypatch.delattr(Grader, "grade")

    result = run("grade", *class_, option, "nowhere/grades")

    assert result.code == 2
    assert result.err.startswith("workshop: nowhere/grades can't be written: ")
    assert not (course / "grades.csv.journal").exists()


def test_an_interruption_loses_no_grade(
    run: Command, course: Path, class_: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Submissions that were graded before it are in the table, and the journal stays."""

    def interrupt(grader: Grader, submissions: list[Submission]) -> Iterator[Grade]:
        yield next(grade(grader, submissions))
        raise KeyboardInterrupt

    monkeypatch.setattr(Grader, "grade", interrupt)

    result = run("grade", *class_)

    assert result.code == 130
    assert "interrupted: only 1 of 6 submissions are graded; go on with --resume" in result.err
    assert (course / "grades.csv").read_text(encoding="utf-8").splitlines()[1].startswith("three,14-more,error,")
    assert (course / "grades.csv.journal").exists()


@pytest.mark.parametrize("count", [0, 1])
def test_an_interruption_leaves_complete_results_as_they_are(
    count: int, run: Command, course: Path, class_: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """They stay until everything is graded."""

    def interrupt(grader: Grader, submissions: list[Submission]) -> Iterator[Grade]:
        yield from islice(grade(grader, submissions), count)
        raise KeyboardInterrupt

    monkeypatch.setattr(Grader, "grade", grade)
    run("grade", *class_)
    before = (course / "grades.csv").read_bytes()
    monkeypatch.setattr(Grader, "grade", interrupt)

    result = run("grade", *class_, "--learner-pages", "pages")

    assert result.code == 130
    assert ("left as they are until everything is graded: grades.csv and grades.html" in result.err) == (count > 0)
    assert (course / "grades.csv").read_bytes() == before
    assert len([*(course / "pages").iterdir()]) == count


def test_an_interruption_before_the_first_grade_writes_nothing(
    run: Command, course: Path, class_: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """There's nothing to be seen yet."""

    def interrupt(*_: object) -> Iterator[Grade]:
        raise KeyboardInterrupt

    monkeypatch.setattr(Grader, "grade", interrupt)

    result = run("grade", *class_)

    assert "interrupted: only 0 of 6 submissions are graded; go on with --resume" in result.err
    assert [path.name for path in course.glob("grades*")] == ["grades.csv.journal"]


def test_what_the_machine_refuses_can_be_resumed(
    run: Command, course: Path, class_: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message says what to do; what's graded is written."""

    def refuse(grader: Grader, submissions: list[Submission]) -> Iterator[Grade]:
        yield next(grade(grader, submissions))
        raise MachineError("no space left in /tmp")

    monkeypatch.setattr(Grader, "grade", refuse)

    result = run("grade", *class_)

    assert result.code == 2
    assert "no space left in /tmp; once that's fixed, run the same command with --resume" in result.err
    assert len((course / "grades.csv").read_text(encoding="utf-8").splitlines()) == 2
    assert (course / "grades.csv.journal").exists()


def test_the_grades_of_an_interrupted_run_are_not_overwritten(
    run: Command, course: Path, class_: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a choice, the command refuses; when everything is written, the journal is gone."""
    monkeypatch.setattr(Grader, "grade", grade)
    with Journal(course / "grades.csv.journal") as journal:
        journal.append(JournalEntry("one", "13-doubles", "key", Verdict(), 1.0))

    refused = run("grade", *class_)
    resumed = run("grade", *class_, "--resume")

    assert refused.code == 2
    assert "an interrupted run left 1 grade in grades.csv.journal: go on from there with --resume" in refused.err
    assert resumed.code == 0
    assert not (course / "grades.csv.journal").exists()


def test_a_change_of_an_exercise_is_reported(
    run: Command, course: Path, class_: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was made while the class was graded, and had no influence."""
    file = Path("exercises", "13-doubles", "doubles.py")

    def change(grader: Grader, submissions: list[Submission]) -> Iterator[Grade]:
        (course / file).write_text("changed", encoding="utf-8")
        yield from grade(grader, submissions)

    monkeypatch.setattr(Grader, "grade", change)

    result = run("grade", *class_)

    assert result.code == 0
    assert result.err == f"workshop: {file} has changed since grading began; the grades are those for its old text\n"


@pytest.mark.skipif(sys.platform != "linux", reason="names must be text there")
def test_names_of_folders_may_be_anything(run: Command, course: Path) -> None:
    """They are shown escaped."""
    names = [b"caf\xe9", b"two\nlines", b"\x1b[2J", b"=1+1"]
    folders = [os.fsdecode(b"class/" + name) for name in names]
    for folder in folders:
        (course / folder).mkdir(parents=True)
        (course / folder / "test_doubles.py").write_text(VACUOUS, encoding="utf-8")

    result = run("grade", *folders, "--exercise", "13")

    assert result.code == 0
    with (course / "grades.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["learner"]: row["state"] for row in csv.DictReader(file)}
    assert rows == dict.fromkeys([r"caf\udce9", r"two\nlines", r"\x1b[2J", "'=1+1"], "not done")
    assert r"caf\udce9" in (course / "grades.html").read_text(encoding="utf-8")
