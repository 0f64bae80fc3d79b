"""The command `check` on tests that haven't changed, and on an exercise that is done."""

import re
from pathlib import Path

import pytest

from tests.cli.conftest import FILE, Command, WarmSession, write_answer
from tests.doubles import SOLUTION, START
from workshop.cli import learner
from workshop.course.cache import CACHE
from workshop.judging.session import SuiteFiles
from workshop.judging.verdict import JudgedTest, Verdict

UNCHANGED = "workshop: nothing has changed in 13-doubles since the last check; --again judges it once more\n"
NEXT = "Next is 14-more: Doubles. Read exercises/14-more/README.md, then run workshop check 14-more"
SYNTAX_ERROR = "def test(:\n"


def without_judge(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every session fail its test."""
    monkeypatch.setattr(learner, "Session", lambda *_: pytest.fail("it judges again"))


@pytest.mark.parametrize("text", [START, SOLUTION, SYNTAX_ERROR])
@pytest.mark.parametrize("arguments", [["13"], ["13", "--json"], ["13", "--markdown"], ["--all"]])
def test_unchanged_tests_get_the_last_verdict(
    text: str, arguments: list[str], run: Command, course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No judge is started; the output and the exit code are the same to the letter, and stderr says so."""
    write_answer(course, text)
    first = run("check", *arguments)
    without_judge(monkeypatch)

    second = run("check", *arguments)

    assert (first.err, second.err) == ("", UNCHANGED)
    assert (second.code, second.out) == (first.code, first.out)


def change_tests(course: Path) -> None:
    """Write other tests."""
    write_answer(course, SOLUTION)


def add_helper(course: Path) -> None:
    """Write a second file of the suite."""
    (course / FILE.parent / "helper.py").touch()


def change_conftest(course: Path) -> None:
    """Add a comment to the conftest.py."""
    with (course / FILE.parent / "conftest.py").open("a", encoding="utf-8") as conftest:
        conftest.write("# mine\n")


def change_exercise(course: Path) -> None:
    """Add a comment to the program."""
    with (course / "exercises" / "13-doubles" / "doubles.py").open("a", encoding="utf-8") as program:
        program.write("# repaired\n")


def damage_record(course: Path) -> None:
    """Cut the last verdict."""
    (record,) = (course / CACHE).glob("*.verdict")
    record.write_bytes(record.read_bytes()[:-20])


def delete_record(course: Path) -> None:
    """Delete the last verdict."""
    (record,) = (course / CACHE).glob("*.verdict")
    record.unlink()


@pytest.mark.parametrize(
    "change", [change_tests, add_helper, change_conftest, change_exercise, damage_record, delete_record]
)
def test_a_change_is_judged(change: object, run: Command, course: Path) -> None:
    """Of anything that the verdict depends on."""
    write_answer(course, START)
    run("check", "13")
    assert callable(change)
    change(course)

    assert run("check", "13").err == ""


def test_verdict_that_cannot_be_kept_is_still_shown(run: Command, course: Path) -> None:
    """The next check judges again."""
    (course / CACHE).touch()
    write_answer(course, START)

    results = [run("check", "13") for _ in range(2)]

    assert [(result.code, result.err) for result in results] == [(1, "")] * 2


def test_again_judges_unchanged_tests(run: Command, course: Path) -> None:
    """A property may find something else."""
    write_answer(course, START)
    run("check", "13")

    assert run("check", "13", "--again").err == ""


@pytest.mark.parametrize("status", ["timed out", "flaky"])
def test_verdict_of_a_busy_machine_is_not_kept(
    status: str, run: Command, course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next check may come to another."""
    write_answer(course, START)
    checked: list[SuiteFiles] = []

    def judge(suite: SuiteFiles) -> Verdict:
        checked.append(suite)
        return Verdict((JudgedTest("test_doubles.py::test_zero", status, "", ()),))  # type: ignore[arg-type] # one of them

    monkeypatch.setattr(learner, "Session", lambda *_: WarmSession(judge))

    errors = [run("check", "13").err for _ in range(2)]

    assert errors == ["", ""]
    assert len(checked) == 2


@pytest.mark.parametrize("arguments", [["13"], ["13", "--markdown"], ["--all"]])
def test_a_done_exercise_leads_to_the_next(arguments: list[str], run: Command, course: Path) -> None:
    """The last line names its command."""
    write_answer(course, SOLUTION)

    out = " ".join(run("check", *arguments).out.split())

    assert out.endswith(NEXT)


def test_the_last_exercise_ends_the_course(run: Command, course: Path) -> None:
    """Also if it isn't the last one in the list."""
    for name in ("14-more", "13-doubles"):
        file = course / "answers" / name / FILE.name
        file.parent.mkdir(parents=True)
        file.write_text(SOLUTION, encoding="utf-8")

    first, last = (run("check", number).out.splitlines() for number in ("14", "13"))

    assert re.search(r"^Next is 13-doubles: ", "\n".join(first), re.MULTILINE)
    assert last[-1] == "That was the last one: all exercises are done, and with them the course."


def test_an_unfinished_exercise_names_no_other(run: Command, course: Path) -> None:
    """There is something to do here."""
    write_answer(course, START)

    assert "Next is" not in run("check", "13").out
