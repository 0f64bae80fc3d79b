"""The formats that a teacher can have the grades in."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.cli.fake_grading import grade
from workshop.grading.grader import Grader


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


def test_a_format_for_one_learner_makes_a_file_for_each(run: Command, course: Path, class_: tuple[str, ...]) -> None:
    """The files are listed."""
    result = run("grade", *class_, "--format", "gradescope")

    assert result.code == 0
    assert result.out.endswith("See results-one.json, results-two.json, results-three.json and grades.html.\n")
    (first, second) = json.loads((course / "results-one.json").read_text(encoding="utf-8"))["tests"]
    assert (first["score"], second["score"]) == (5, 5)


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

    assert json.loads((course / "class.json").read_text(encoding="utf-8"))["version"] == 2
    assert (course / "class.csv").read_text(encoding="utf-8").startswith("learner,")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("gradscope", "there is no format 'gradscope'; did you mean gradescope?"),
        ("xls", "there is no format 'xls'; choose one of csv, json, "),
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
