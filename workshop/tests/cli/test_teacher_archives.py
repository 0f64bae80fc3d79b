"""A teacher grades the archive that a learning platform makes."""

import csv
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.grading.fakes import FakeSessions
from tests.grading.zips import make_zip, write_zip
from workshop.grading import warm_judge


def test_the_archive_of_a_platform_is_graded(run: Command, course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What's late or not a test is reported; a path that leads out of its archive is one learner's error."""
    sessions = FakeSessions()
    monkeypatch.setattr(warm_judge, "Session", sessions)
    write_zip(
        course / "canvas.zip",
        {
            "doejane_LATE_12_5_test_doubles-1.py": "new",
            "roejo_13_6_hand-in.zip": make_zip({"../evil.py": "evil"}),
            "moemax_14_7_text.html": "I have no computer.",
        },
    )
    before = {*course.parent.iterdir()}

    result = run("grade", "canvas.zip", "--exercise", "13")

    assert result.code == 0
    assert result.err == (
        "workshop: handed in late: doejane_12\n"
        "workshop: handed in files, but no tests were found: moemax_14 (text.html)\n"
    )
    assert ": 1 done, 1 error, 1 missing.\n" in result.out
    assert sessions.judged == [[b"new"]]
    with (course / "grades.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["learner"]: (row["state"], row["error"]) for row in csv.DictReader(file)}
    assert rows == {
        "doejane_12": ("done", ""),
        "roejo_13": ("error", "../evil.py in the archive leads out of the archive"),
        "moemax_14": ("missing", ""),
    }
    assert {*course.parent.iterdir()} == before
    assert [*course.rglob("evil.py")] == []


def test_a_learner_in_several_archives_is_the_same_for_a_platform(run: Command, course: Path) -> None:
    """The archive has the ids that Canvas needs; a learner without one is named, and nothing is lost."""
    write_zip(course / "a.zip", {"doejane_12_5_notes.txt": ""})
    write_zip(course / "b.zip", {"doejane_12_6_notes.txt": ""})
    (course / "c.zip").write_bytes(b"no archive")

    result = run("grade", "a.zip", "b.zip", "c.zip", "--format", "canvas", "--exercise", "13")

    assert result.code == 2
    assert ": 1 error, 1 missing.\n" in result.out
    assert "there's no id for c; canvas.csv doesn't have their grades yet" in result.err
    assert (course / "canvas.csv").read_text(encoding="utf-8").splitlines()[2:] == ["doejane_12,12,,,,0.00"]


def test_the_results_of_an_earlier_run_are_no_hand_ins(run: Command, course: Path) -> None:
    """Whether they are named, as by `*`, or in a folder that's given."""
    write_zip(course / "class" / "doejane_12_5_test_doubles.py.zip", {"notes.txt": ""})
    options = (
        "--exercise",
        "13",
        "--output",
        "class/a.csv",
        "--html",
        "class/a.html",
        "--learner-pages",
        "class/pages",
    )
    before = run("grade", "class", *options)

    again = run("grade", "class", *options)
    run("grade", "class", "--exercise", "13", "--format", "json", "--output", "class/a.json")
    everything = sorted(f"class/{path.name}" for path in (course / "class").iterdir())
    named = run("grade", *everything, *options, "--compare", "class/a.json")

    assert [result.out.partition(" in ")[0] for result in (before, again, named)] == ["1 submission"] * 3
    assert again.err == before.err
    assert "writes or reads it: class/a.csv, class/a.html, class/a.json and class/pages\n" in named.err


def test_ids_of_canvas_are_no_ids_of_moodle(run: Command, course: Path) -> None:
    """They'd give points to others."""
    write_zip(course / "a.zip", {"doejane_12_5_notes.txt": ""})

    result = run("grade", "a.zip", "--format", "moodle", "--exercise", "13")

    assert result.code == 2
    assert "Moodle knows learners by an id: give it with --ids" in result.err
