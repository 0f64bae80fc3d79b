"""The formats that a teacher can have the grades in."""

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.cli.fake_grading import grade
from tests.grading.zips import write_zip
from workshop.grading.grade import Grade
from workshop.grading.grader import Grader
from workshop.grading.submissions import Submission


@pytest.fixture(autouse=True)
def without_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Grade without running a test."""
    monkeypatch.setattr(Grader, "grade", grade)


def test_a_learner_without_an_id_loses_nothing(run: Command, course: Path, class_: tuple[str, ...]) -> None:
    """The others' grades are written, and the journal stays until the id is there."""
    ids = course / "ids.csv"
    ids.write_text("learner,ID number\none,1001\ntwo,1002\n", encoding="utf-8")
    arguments = ("grade", *class_, "--exercise", "13", "--format", "moodle", "--ids", "ids.csv")

    first = run(*arguments)
    table = (course / "moodle.csv").read_text(encoding="utf-8")
    has_journal = (course / "moodle.csv.journal").exists()
    ids.write_text(ids.read_text(encoding="utf-8") + "three,1003\n", encoding="utf-8")
    second = run(*arguments, "--resume")

    assert (first.code, has_journal) == (2, True)
    assert "1 done, 1 not done, 1 error" in first.out
    assert first.err == (
        "workshop: there's no id for three; moodle.csv doesn't have their grades yet: add the ids, and run the same"
        " command with --resume\n"
    )
    assert table == "ID number,13-doubles\n1001,100.00\n1002,0.00\n"
    assert second.code == 0
    assert (course / "moodle.csv").read_text(encoding="utf-8") == f"{table}1003,0.00\n"
    assert not (course / "moodle.csv.journal").exists()


def test_a_learner_who_lacks_a_grade_is_left_out_of_a_gradebook(
    run: Command, course: Path, class_: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until all are there; that's said if there's a new file."""

    def interrupt(grader: Grader, submissions: list[Submission]) -> Iterator[Grade]:
        yield from islice(grade(grader, submissions), 3)
        raise KeyboardInterrupt

    monkeypatch.setattr(Grader, "grade", interrupt)
    (course / "ids.csv").write_text("learner,ID\none,1001\ntwo,1002\nthree,1003\n", encoding="utf-8")

    first, second = (
        run("grade", *class_, "--format", "moodle", "--ids", "ids.csv", "--restart", "--html", f"{page}.html")
        for page in ("one", "two")
    )

    assert "left out of moodle.csv until all their grades are there: one and two\n" in first.err
    assert "left as they are until everything is graded: moodle.csv\n" in second.err
    assert "left out" not in second.err
    assert (course / "moodle.csv").read_text(encoding="utf-8").splitlines()[1:] == ["1003,0.00,0.00"]


def test_a_format_for_one_learner_makes_a_file_for_each(run: Command, course: Path, class_: tuple[str, ...]) -> None:
    """The files are listed."""
    result = run("grade", *class_, "--format", "gradescope")

    assert result.code == 0
    assert result.out.endswith("See results-one.json, results-two.json, results-three.json and grades.html.\n")
    (first, second) = json.loads((course / "results-one.json").read_text(encoding="utf-8"))["tests"]
    assert (first["score"], second["score"]) == (5, 5)


def test_a_folder_of_zip_files_is_one_learner_for_an_autograder(run: Command, course: Path) -> None:
    """It may be a hand-in; the file that the platform waits for is written."""
    write_zip(course / "submission" / "code.zip", {"doubles.py": ""})
    write_zip(course / "submission" / "tests.zip", {"test_doubles.py": ""})

    result = run("grade", "submission", "--format", "gradescope")

    assert result.code == 0
    assert [path.name for path in course.glob("results*")] == ["results.json"]


def test_of_many_files_only_some_are_listed(run: Command, course: Path) -> None:
    """A class can be large."""
    for number in range(6):
        (course / "class" / f"{number}").mkdir(parents=True)

    result = run("grade", *(f"class/{number}" for number in range(6)), "--format", "gradescope", "--exercise", "13")

    assert "See results-0.json, results-1.json, results-2.json, results-3.json and 3 others.\n" in result.out


def test_a_file_can_be_named(run: Command, course: Path, class_: tuple[str, ...]) -> None:
    """`--csv` is the name that the option had when there was only one format."""
    run("grade", *class_, "--format", "json", "--output", "class.json")
    run("grade", *class_, "--csv", "class.csv")

    assert json.loads((course / "class.json").read_text(encoding="utf-8"))["version"] == 4
    assert (course / "class.csv").read_text(encoding="utf-8").startswith("learner,")


def test_the_page_can_be_all_that_is_written(run: Command, course: Path, class_: tuple[str, ...]) -> None:
    """Then there isn't another page; one can still be asked for."""
    first = run("grade", *class_, "--format", "html")
    second = run("grade", *class_, "--format", "html", "--output", "all.html", "--html", "page.html")

    assert first.out.endswith("See grades.html.\n")
    assert second.out.endswith("See all.html and page.html.\n")
    assert (course / "all.html").read_bytes() == (course / "page.html").read_bytes()


def test_each_learner_can_have_a_page(run: Command, course: Path, class_: tuple[str, ...]) -> None:
    """The folder is created; another run writes to the same one."""
    for _ in range(2):
        result = run("grade", *class_, "--learner-pages", "pages")

    assert result.out.endswith("See grades.csv, grades.html and pages.\n")
    assert sorted(path.name for path in (course / "pages").iterdir()) == ["one.html", "three.html", "two.html"]
    assert "Exercises done: 2 of 2." in (course / "pages" / "one.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("gradscope", "there is no format 'gradscope'; did you mean gradescope?"),
        ("xls", "there is no format 'xls'; choose one of csv, html, json, "),
    ],
)
def test_an_unknown_format_is_refused(name: str, message: str, run: Command, class_: tuple[str, ...]) -> None:
    """A similar one is suggested."""
    result = run("grade", *class_, "--format", name)

    assert result.code == 2
    assert message in " ".join(result.err.split())


def test_what_a_format_needs_is_missed_before_grading(
    run: Command, course: Path, class_: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No time is lost, and there's no journal."""
    monkeypatch.delattr(Grader, "grade")

    result = run("grade", *class_, "--format", "canvas")

    assert result.code == 2
    assert "give it with --ids" in result.err
    assert not (course / "canvas.csv.journal").exists()
