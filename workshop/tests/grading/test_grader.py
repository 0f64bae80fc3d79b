"""A class is graded: every submission, each by itself, and the folders stay as they are."""

import csv
import time
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path

import pytest

from tests.doubles import EXITS, SOLUTION, START, WRONG, write_exercise
from workshop.course.exercise import Exercise
from workshop.grading.grader import Grade, Grader, find_submissions
from workshop.grading.report import as_csv, as_html

KILLS_JUDGE = "import os, signal\n\nos.kill(os.getppid(), signal.SIGKILL)\n"
HANGS = "import time\n\ntime.sleep(1_000)\n"
CLASS = {
    "answers/13-doubles/test_doubles.py": SOLUTION,
    "13-doubles/test_doubles.py": START,
    "test_doubles.py": WRONG,
}


@pytest.fixture
def exercise(tmp_path: Path) -> Exercise:
    """Return the small exercise."""
    return write_exercise(tmp_path)


def hand_in(root: Path, learner: str, text: str | bytes, file: str = "answers/13-doubles/test_doubles.py") -> Path:
    """Write a learner's tests, and return the folder."""
    path = root / "class" / learner / file
    path.parent.mkdir(parents=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return root / "class" / learner


def graded(root: Path, exercise: Exercise, *folders: Path, seconds: float = 60) -> dict[str, Grade]:
    """Return the grades by learner."""
    grader = Grader(root, jobs=2, seconds=seconds)
    return {grade.submission.learner: grade for grade in grader.grade(find_submissions([*folders], [exercise]))}


def test_a_class_is_graded(tmp_path: Path, exercise: Exercise) -> None:
    """Wherever the tests are in a learner's folder, and also where there are none."""
    folders = [hand_in(tmp_path, f"learner-{number}", text, file) for number, (file, text) in enumerate(CLASS.items())]
    nothing = tmp_path / "class" / "nothing"
    nothing.mkdir()

    grades = graded(tmp_path, exercise, *folders, nothing)

    states = {learner: (grade.state, grade.verdict.score) for learner, grade in grades.items()}
    assert states == {
        "learner-0": ("done", 1.0),
        "learner-1": ("not done", 0.4),
        "learner-2": ("not done", 0.0),
        "nothing": ("missing", 1.0),
    }


@pytest.mark.parametrize(
    ("text", "error"),
    [
        pytest.param("def test(:", "SyntaxError", id="a syntax error"),
        pytest.param(b"\xff\xfe", "SyntaxError", id="no text"),
        pytest.param(KILLS_JUDGE, "the tests have brought the judge down", id="one that kills the judge"),
        pytest.param(HANGS, "took longer than 2 s", id="one that hangs"),
        pytest.param("#" * 1_000_001, "is larger than 1,000,000 bytes", id="a large one"),
    ],
)
def test_what_cannot_be_judged_is_an_error_of_its_own(
    text: str | bytes, error: str, tmp_path: Path, exercise: Exercise
) -> None:
    """The others are graded all the same."""
    folders = [hand_in(tmp_path, "bad", text), hand_in(tmp_path, "good", SOLUTION)]

    grades = graded(tmp_path, exercise, *folders, seconds=2 if text == HANGS else 60)

    assert grades["bad"].state == "error"
    assert error in grades["bad"].verdict.error
    assert grades["good"].state == "done"


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path, exercise: Exercise) -> None:
    """It went away after it was found."""
    folder = hand_in(tmp_path, "gone", SOLUTION)
    submissions = find_submissions([folder], [exercise])
    (folder / "answers" / "13-doubles" / "test_doubles.py").unlink()

    (grade,) = Grader(tmp_path, jobs=1, seconds=60).grade(submissions)

    assert (grade.state, grade.verdict.error) == ("error", "cannot be read: No such file or directory")


def test_folders_of_the_same_name_are_told_apart(tmp_path: Path, exercise: Exercise) -> None:
    """As where each class has its own folder."""
    folders = [tmp_path / "monday" / "learner", tmp_path / "friday" / "learner", tmp_path / "other"]

    learners = [submission.learner for submission in find_submissions(folders, [exercise])]

    assert learners == [f"{folders[0]}", f"{folders[1]}", "other"]


def test_the_folders_are_left_untouched(tmp_path: Path, exercise: Exercise) -> None:
    """Not even compiled files are there afterwards."""
    folder = hand_in(tmp_path, "learner", SOLUTION)
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}

    graded(tmp_path, exercise, folder)

    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_who_stops_listening_stops_it_all(tmp_path: Path, exercise: Exercise) -> None:
    """What is at work is given up, and what waits is not begun."""
    folders = [hand_in(tmp_path, "first", SOLUTION), *(hand_in(tmp_path, f"{number}", HANGS) for number in range(4))]
    grades = Grader(tmp_path, jobs=2, seconds=600).grade(find_submissions(folders, [exercise]))

    assert next(grades).submission.learner == "first"
    began = time.monotonic()
    grades.close()  # type: ignore[attr-defined] # of a generator

    assert time.monotonic() - began < 20


@pytest.fixture
def grades(tmp_path: Path, exercise: Exercise) -> list[Grade]:
    """Return grades of learners with names and texts that mean something to spreadsheets and browsers."""
    folders = [
        hand_in(tmp_path, "=1+1", SOLUTION),
        hand_in(tmp_path, "<b>bold", "def test_a():\n    assert '<i>' == '</i>'\n"),
        hand_in(tmp_path, "exits", EXITS),
        hand_in(tmp_path, "broken", "def"),
        hand_in(tmp_path, "starts", START),
    ]
    (tmp_path / "class" / "nothing").mkdir()
    by_learner = graded(tmp_path, exercise, *folders, tmp_path / "class" / "nothing")
    return [by_learner[name] for name in sorted(by_learner)]


def test_the_table_has_a_line_for_each(grades: list[Grade]) -> None:
    """A name that a spreadsheet would compute has an apostrophe before it; errors are one line."""
    rows = {row["learner"]: row for row in csv.DictReader(StringIO(as_csv(grades)))}

    assert sorted(rows) == ["'=1+1", "<b>bold", "broken", "exits", "nothing", "starts"]
    assert rows["'=1+1"] | {"seconds": ""} == {
        "learner": "'=1+1",
        "exercise": "13-doubles",
        "state": "done",
        "score": "1.000",
        "killed": "5",
        "mutants": "5",
        "tests": "1",
        "sound": "1",
        "to mend": "0",
        "vacuous": "0",
        "skipped": "0",
        "survivors": "",
        "error": "",
        "seconds": "",
    }
    assert (rows["nothing"]["state"], rows["nothing"]["score"]) == ("missing", "0.000")
    assert (rows["exits"]["to mend"], rows["exits"]["survivors"]) == ("1", "1 2 3 4 5")
    assert "SyntaxError" in rows["broken"]["error"]


class Texts(HTMLParser):
    """Collects the texts of a page, and counts its elements."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.elements: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - what a parser is given
        """Note an element."""
        self.elements.append(tag)

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.texts.append(data)


def test_the_page_shows_all_and_lets_nobody_write_into_it(grades: list[Grade]) -> None:
    """What learners have written is text there, and nothing else."""
    page = Texts(as_html(grades))

    assert {"b", "i"}.isdisjoint(page.elements)
    assert page.elements.count("tr") == 1 + len(grades)
    assert {"<b>bold", "100\xa0% ✓", "0\xa0% !", "missing", "error"} <= set(page.texts)
    assert "13-doubles: mutants 1, 3, 4 survive" in page.texts
    assert [text for text in page.texts if "<i>" in text]


def test_a_learner_without_a_grade_has_an_empty_cell(tmp_path: Path, exercise: Exercise) -> None:
    """As after an interruption."""
    other = write_exercise(tmp_path, "14-more")
    first, second = hand_in(tmp_path, "first", SOLUTION), hand_in(tmp_path, "second", SOLUTION)
    submissions = find_submissions([first, second], [exercise, other])

    page = as_html([*Grader(tmp_path, jobs=2, seconds=60).grade(submissions[:3])])

    assert '<td class="cell"></td>' in page
