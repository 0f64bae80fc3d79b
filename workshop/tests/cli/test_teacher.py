"""The commands for teachers."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.verdicts import make_test, make_verdict
from workshop.cli import teacher
from workshop.course.doctor import Finding
from workshop.grading.grade import Grade
from workshop.grading.grader import Grader
from workshop.grading.submissions import Submission
from workshop.judging.verdict import Verdict

ALL = ("squares", "adds-two", "loses-the-minus", "shrinks", "answers-with-text")


@pytest.fixture
def class_(course: Path) -> tuple[str, ...]:
    """Return the folders of three learners, each with a file for the small exercises."""
    folders = tuple(f"class/{learner}" for learner in ("one", "two", "three"))
    for folder in folders:
        (course / folder).mkdir(parents=True)
        (course / folder / "test_doubles.py").write_text(folder, encoding="utf-8")
    return folders


def grade(_: Grader, submissions: list[Submission]) -> Iterator[Grade]:
    """Grade without running a test, in reverse order: the first learner is done, the last one's tests can't run."""
    for each in reversed(submissions):
        tests = {"one": make_test("test_a", "sound", *ALL), "two": make_test("test_a", "vacuous")}
        test = tests.get(each.learner)
        yield Grade(each, make_verdict(each.exercise, test) if test else Verdict(error="SyntaxError"))


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


def test_grades_that_cannot_be_written_are_an_error(run: Command, course: Path) -> None:
    """The message names the file."""
    (course / "class").mkdir()

    result = run("grade", "class", "--csv", "nowhere/grades.csv")

    assert result.code == 2
    assert result.err.startswith("workshop: nowhere/grades.csv can't be written: ")


def test_an_interruption_loses_no_grade(
    run: Command, course: Path, class_: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Submissions that were graded before it are in the table."""

    def interrupt(grader: Grader, submissions: list[Submission]) -> Iterator[Grade]:
        yield next(grade(grader, submissions))
        raise KeyboardInterrupt

    monkeypatch.setattr(Grader, "grade", interrupt)

    result = run("grade", *class_)

    assert result.code == 130
    assert "interrupted: only 1 of 6 submissions are graded" in result.err
    assert (course / "grades.csv").read_text(encoding="utf-8").splitlines()[1].startswith("three,14-more,error,")


@pytest.mark.parametrize(
    ("findings", "code", "lines"),
    [
        pytest.param(
            [Finding("Python 3.14"), Finding("no git", is_good=False)],
            0,
            ["✓ Python 3.14", "! no git", "", "Ready."],
            id="ready",
        ),
        pytest.param(
            [Finding("no pytest", is_good=False, is_usable=False), Finding("git")],
            1,
            ["✗ no pytest", "✓ git", "", "Not ready: see above."],
            id="not ready",
        ),
    ],
)
@pytest.mark.usefixtures("course")
def test_the_machine_is_examined(
    findings: list[Finding], code: int, lines: list[str], run: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 1 means that something has to be fixed first."""
    monkeypatch.setattr(teacher, "examine", lambda _: findings)

    result = run("doctor")

    assert (result.code, result.out.splitlines()) == (code, lines)
