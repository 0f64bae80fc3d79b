"""The grades of a class whose learners have pseudonyms."""

import re
from pathlib import Path
from threading import Event

import pytest

from tests.cli.conftest import Command
from tests.grading.fakes import FULL, FakeSession
from tests.grading.zips import write_zip
from workshop.engine.failed_check import FailedCheck
from workshop.grading import warm_judge
from workshop.grading.exporters.formats import FORMATS
from workshop.grading.key_file import KeyFile, write_key_file
from workshop.judging.session import SuiteFiles, Task
from workshop.judging.verdict import JudgedTest, Rejection, Verdict

NAMES = ("Jane Doe", "Max Müller")
FILE = "test_doubles.py"
OPTIONS = ("--exercise", "13", "--learner-pages", "pages", "--pseudonyms", "key")
WITH_NAMES = [name for name, format_ in FORMATS.items() if format_.has_names]


class NamedSession(FakeSession):
    """Finds one wrong test in every suite, with the text of the suite in all that's said about it."""

    def __init__(self, task: Task, *_: object, **__: object) -> None:
        super().__init__(task, Event())

    def check(self, suite: SuiteFiles) -> Verdict:
        """Return a verdict, or raise what a session raises."""
        super().check(suite)
        ((_, content),) = suite.items()
        text = content.decode()
        rejection = Rejection(("doubles.py",), FailedCheck(call=f"double({text!r})", expected=repr(text)))
        return Verdict((JudgedTest(f"{FILE}::{text}", "wrong", text, (), rejection=rejection),))


@pytest.fixture(autouse=True)
def without_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Judge without running tests."""
    monkeypatch.setattr(warm_judge, "Session", NamedSession)


@pytest.fixture
def folders(course: Path) -> list[str]:
    """Return the folders of two learners who have written their names into their tests, and of one with no tests."""
    for name in NAMES:
        (course / "class" / name).mkdir(parents=True)
        (course / "class" / name / FILE).write_text(f"by {name}", encoding="utf-8")
    (course / "class" / "Ann Other" / "13-doubles").mkdir(parents=True)
    (course / "class" / "Ann Other" / "13-doubles" / "notes.txt").write_text("", encoding="utf-8")
    return [f"class/{path.name}" for path in sorted((course / "class").iterdir())]


def written(course: Path) -> dict[str, str]:
    """Return the texts of the files that a run has written, except for the key file, by path."""
    ours = [course / "exercises", course / "class", course / "key"]
    return {
        f"{path.relative_to(course)}": path.read_text(encoding="utf-8")
        for path in course.rglob("*")
        if path.is_file() and not any(path.is_relative_to(each) for each in ours)
    }


def names_in(text: str) -> list[str]:
    """Return the learners whose names are in a text, or a part of one of them."""
    return [part for name in (*NAMES, "Ann Other") for part in name.split() if part in text]


@pytest.mark.parametrize("format_", [name for name in FORMATS if name not in WITH_NAMES])
def test_no_name_is_written_or_printed(format_: str, run: Command, course: Path, folders: list[str]) -> None:
    """In no format, in no name of a file, and in no message, even if tests have names in them."""
    result = run("grade", *folders, *OPTIONS, "--format", format_)

    files = written(course)
    assert result.code == 0
    assert names_in(result.out + result.err + "".join(files) + "".join(files.values())) == []
    assert "".join(files.values()).count("by learner-") >= 2
    assert len([name for name in files if name.startswith("pages")]) == 3


@pytest.mark.parametrize("format_", ["csv", "json", "junit"])
def test_the_order_says_nothing_about_names(format_: str, run: Command, course: Path, folders: list[str]) -> None:
    """Folders come in that of the alphabet; learners are in that of their pseudonyms."""
    key = KeyFile("00" * 32, dict(zip(("learner-c", "learner-a", "learner-b"), ("Ann Other", *NAMES), strict=True)))
    write_key_file(course / "key", key)

    run("grade", *folders, *OPTIONS, "--format", format_, "--output", "grades")

    found = re.findall(r"learner-[abc]\b", (course / "grades").read_text(encoding="utf-8"))
    assert [*dict.fromkeys(found)] == ["learner-a", "learner-b", "learner-c"]


def test_a_message_about_files_has_no_name(run: Command, course: Path, folders: list[str]) -> None:
    """They may be named after their learner, or another one."""
    (course / "class" / "Ed").mkdir()
    (course / "class" / "Ed" / "Jane Doe.rar").touch()

    result = run("grade", *folders, "class/Ed", *OPTIONS)

    assert re.search(r"but no tests were found: learner-\w{8} \(learner-\w{8}\.rar\)\n", result.err)


def test_a_message_about_a_learner_has_no_name(run: Command, course: Path, folders: list[str]) -> None:
    """Nor has the journal that's left; a second run has the same pseudonyms, so it can go on from there."""
    full = course / "class" / "Jane Doe" / FILE
    full.write_bytes(FULL)

    first = run("grade", *folders, *OPTIONS)
    journal = (course / "grades.csv.journal").read_text(encoding="utf-8")
    full.write_text("by me", encoding="utf-8")
    second = run("grade", *folders, *OPTIONS, "--resume")

    assert "not everything could be judged (learner-" in first.err
    assert names_in(first.err) == []
    assert '"learner":"learner-' in journal
    assert "3 submissions" in second.out


def test_notes_on_an_archive_have_no_name(run: Command, course: Path) -> None:
    """They say which learners they are about, in the order of the pseudonyms."""
    write_key_file(course / "key", KeyFile("00" * 32, {"learner-b": "Jane Doe_1", "learner-a": "Max Müller_2"}))
    learners = ("Jane Doe_1", "Max Müller_2")
    folders = [f"{attempt}/{name}_assignsubmission_file_" for attempt in ("first", "second") for name in learners]
    for folder in folders:
        (course / folder).mkdir(parents=True)
        (course / folder / FILE).write_text("by me", encoding="utf-8")

    result = run("grade", *folders, *OPTIONS)

    assert "the files of all count: learner-a and learner-b" in " ".join(result.err.split())
    assert names_in(result.err) == []


def test_notes_on_files_have_no_name(run: Command, course: Path) -> None:
    """What isn't a hand-in makes no learner, so its name isn't known."""
    write_zip(course / "class" / "one.zip", {FILE: "by me"})
    for name in NAMES:
        (course / "class" / f"{name}.rar").touch()

    result = run("grade", "class", *OPTIONS)

    assert (result.code, result.err) == (0, "workshop: left out, since it isn't a zip file: 2 files\n")


def test_notes_on_learners_of_the_same_name_have_no_name(run: Command, course: Path) -> None:
    """Each is known by a path."""
    paths = []
    for name in ("monday/Jane Doe", "friday/Jane Doe"):
        (course / name).mkdir(parents=True)
        paths += [write_zip(course / f"{name}.zip", {FILE: "by me"}), course / name]

    result = run("grade", *(f"{path.relative_to(course)}" for path in paths), *OPTIONS)

    assert "the last one counts: learner-" in result.err
    assert names_in(result.err) == []


def test_an_earlier_result_has_pseudonyms_too(run: Command, folders: list[str]) -> None:
    """One with names is refused: a learner who's gone would be named."""
    run("grade", *folders, "--exercise", "13", "--format", "json", "--output", "named.json")
    run("grade", *folders, *OPTIONS, "--format", "json", "--output", "hidden.json")

    refused = run("grade", *folders[:2], *OPTIONS, "--compare", "named.json")
    compared = run("grade", *folders[:2], *OPTIONS, "--compare", "hidden.json")

    assert refused.code == 2
    assert "the earlier result has other names than key: compare one that was made with it" in refused.err
    assert compared.code == 0
    assert "Changed since the earlier result: 1\n  learner-" in compared.out


@pytest.mark.parametrize("format_", WITH_NAMES)
def test_a_platform_that_knows_names_is_refused(format_: str, run: Command, course: Path, folders: list[str]) -> None:
    """It needs them; nothing is graded, and there's no key file."""
    result = run("grade", *folders, *OPTIONS, "--format", format_)

    assert result.code == 2
    assert "a platform can't tell whose a pseudonym is: leave out --pseudonyms" in result.err
    assert not (course / "key").exists()


def test_the_platforms_that_know_names_are_these() -> None:
    """Gradescope isn't one: it knows whose hand-in it has given to the autograder."""
    assert WITH_NAMES == ["moodle", "canvas", "classroom50"]
