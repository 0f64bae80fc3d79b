"""The commands of who learns, from the first look to the last mutant."""

import json
import os
import re
from pathlib import Path

import pytest

from tests.conftest import Command
from tests.counter_project import write_project
from tests.doubles import SOLUTION, START, TABLE, write_exercise
from tests.repository import commit

ROOT = Path(__file__).parents[3]
FILE = Path("answers", "13-doubles", "test_doubles.py")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return the folder of a project with two exercises."""
    for name in ("13-doubles", "14-more"):
        write_exercise(tmp_path, name)
    return tmp_path


def test_alone_it_says_where_you_are_and_what_to_type(workshop: Command, project: Path) -> None:
    """The file to write in is there already."""
    result = workshop()

    assert result.code == 0
    assert "0 of 2 exercises are done. Next is 13-doubles: Doubles." in result.out
    assert f"write tests in      {FILE}" in result.out
    assert re.search(r"judge them with +workshop check", result.out)
    assert (project / FILE).read_text(encoding="utf-8") == START


def test_when_all_is_done_it_says_so(workshop: Command, project: Path) -> None:
    """There is more to do then: write an exercise."""
    for name in ("13-doubles", "14-more"):
        (project / "answers" / name).mkdir(parents=True)
        (project / "answers" / name / "test_doubles.py").write_text(SOLUTION, encoding="utf-8")
    assert workshop("check", "--all").code == 0

    assert "All 2 exercises are done." in workshop().out


def test_outside_a_project_there_is_nothing_to_learn(
    workshop: Command, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error says where exercises were looked for."""
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))

    result = workshop()

    assert result.code == 2
    assert "there are no exercises here" in result.message


def test_a_first_check_makes_the_file_and_judges_it(workshop: Command) -> None:
    """Exit code 1: there is something to do."""
    result = workshop("check")

    assert result.code == 1
    assert result.message == f"workshop: {FILE} is made for you: write your tests there"
    assert "2 of 5 mutants killed" in result.out


def test_the_solution_is_done(workshop: Command, project: Path) -> None:
    """Exit code 0, and the next exercise is next."""
    workshop("check")
    (project / FILE).write_text(SOLUTION, encoding="utf-8")

    result = workshop("check", "13")

    assert (result.code, result.err) == (0, "")
    assert "Done: every mutant is killed" in result.out
    assert "1 of 2 exercises are done. Next is 14-more" in workshop().out


@pytest.mark.parametrize(
    ("option", "begins"), [("--json", '{\n  "exercise": "13-doubles",'), ("--markdown", "### ❌ 13-doubles: Doubles\n")]
)
def test_a_verdict_is_printed_for_others_too(option: str, begins: str, workshop: Command) -> None:
    """For programs, and for the summary of a workflow; the exit code is the same."""
    result = workshop("check", option)

    assert result.code == 1
    assert result.out.startswith(begins)


def test_all_that_is_begun_is_checked(workshop: Command, project: Path) -> None:
    """Nothing that is not begun is made; JSON is a list then."""
    assert (workshop("check", "--all").code, (project / "answers").exists()) == (0, False)

    workshop("check", "14")
    result = workshop("check", "--all", "--json")

    assert [each["exercise"] for each in json.loads(result.out)] == ["14-more"]
    assert result.code == 1


def test_hints_come_one_after_another(workshop: Command) -> None:
    """A verdict is made first, if there is none."""
    hints = [workshop("hint").out for _ in range(6)]

    assert [hint.splitlines()[0] for hint in hints] == [
        "Doubles, hint 1 of 3:",
        "Doubles, hint 2 of 3:",
        "Doubles, hint 3 of 3:",
        "Mutant 1, hint 1 of 3:",
        "Mutant 1, hint 2 of 3:",
        "Mutant 1, hint 3 of 3:",
    ]
    assert hints[5].endswith("-    return 2 * number\n+    return number * number\n")


def test_a_hint_about_another_mutant_can_be_had(workshop: Command) -> None:
    """By its number."""
    assert (
        workshop("hint", "13", "--mutant", "3").out
        == "Mutant 3, hint 1 of 3:\n\nOn which side of zero are your examples?\n"
    )


def test_where_all_is_done_there_is_no_hint(workshop: Command, project: Path) -> None:
    """But as long as a test has to be mended there is one, though every mutant is killed."""
    workshop("check")
    (project / FILE).write_text(f"{SOLUTION}\n\ndef test_wrong():\n    assert double(3) == 7\n", encoding="utf-8")
    to_mend = workshop("hint", "13")
    (project / FILE).write_text(SOLUTION, encoding="utf-8")

    assert to_mend.out.startswith("Doubles, hint 1 of 3:")
    assert workshop("hint", "13").out == "13-doubles is done: there is nothing to give a hint about.\n"


def test_a_bug_is_shown_once_it_is_killed(workshop: Command) -> None:
    """The start kills the second; the first is shown only to who insists."""
    workshop("check")

    killed, survivor, insisted = (
        workshop("show", "2"),
        workshop("show", "1", "13"),
        workshop("show", "squares", "13", "--spoil"),
    )

    assert killed.out.endswith("+    return 2 + number\n\nIt is right for 2, and for nothing else.\n")
    assert (survivor.code, survivor.out) == (2, "")
    assert survivor.message == "workshop: 1 survives your tests so far: kill it first, or ask with --spoil"
    assert "+    return number * number" in insisted.out


def test_the_solution_is_shown_after_ones_own(workshop: Command, project: Path) -> None:
    """Or to who insists."""
    early = workshop("solution", "13")
    assert (early.code, early.message) == (2, "workshop: 13-doubles is not done yet: go on, or ask with --spoil")
    assert workshop("solution", "13", "--spoil").out == SOLUTION

    workshop("check")
    (project / FILE).write_text(SOLUTION, encoding="utf-8")
    workshop("check")
    assert workshop("solution").out == SOLUTION
    assert workshop("show", "1").code == 0


def test_a_reset_tells_where_the_copy_is(workshop: Command, project: Path) -> None:
    """Nothing is lost."""
    workshop("check")
    (project / FILE).write_text(SOLUTION, encoding="utf-8")

    result = workshop("reset", "13")

    assert result.out == f"{FILE} is as it was at the start.\nYour tests are kept in {FILE}.kept-1.\n"
    assert (project / f"{FILE}.kept-1").read_text(encoding="utf-8") == SOLUTION


def test_all_exercises_are_listed(workshop: Command) -> None:
    """Each with how far one is."""
    workshop("check")

    lines = [line.rstrip() for line in workshop("list").out.splitlines()]

    assert lines == [
        "exercise    title    technique   state",
        "13-doubles  Doubles  unit tests  2 of 5 killed",
        "14-more     Doubles  unit tests  not started",
    ]


def test_a_name_is_listed_whole(workshop: Command, project: Path) -> None:
    """It is there to be typed: where there is little room, the other columns are broken."""
    name = "15-an-exercise-whose-name-is-as-long-as-a-sentence"
    write_exercise(project, name)

    assert name in workshop("list").out.split()


def test_an_exercise_from_elsewhere_works_by_path(
    workshop: Command, project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The answer to it is with one's other answers."""
    folder = write_exercise(tmp_path_factory.mktemp("elsewhere"), "20-theirs").folder

    assert workshop("check", f"{folder}").code == 1
    assert (project / "answers" / "20-theirs" / "test_doubles.py").exists()


def test_where_nothing_can_be_written_it_says_what_to_do(workshop: Command, project: Path) -> None:
    """As in a checkout that is read-only; here a file is in the way."""
    (project / "answers").touch()

    for arguments in ([], ["check"]):
        result = workshop(*arguments)
        assert result.code == 2
        assert "answers/13-doubles can't be written: " in result.message
        assert result.message.endswith("; work in a copy of the project that you own")


def test_a_verdict_is_not_lost_where_nothing_can_be_written(workshop: Command, project: Path) -> None:
    """It is shown, and then that it cannot be remembered."""
    workshop("check")
    record = project / FILE.parent / ".verdict.json"
    record.unlink()
    record.mkdir()

    result = workshop("check")

    assert "2 of 5 mutants killed" in result.out
    assert (result.code, "can't be written: " in result.message) == (2, True)


def test_a_planted_bug_is_not_forgotten_here_either(
    workshop: Command, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever one does in a project that has one, it is said."""
    root = write_project(tmp_path_factory.mktemp("planted"))
    write_exercise(root)
    commit(root)
    monkeypatch.chdir(root)
    assert workshop("plant", "skips-one").code == 0

    for arguments in ([], ["check"], ["list"], ["show", "adds-two"]):
        assert "skips-one is planted in counter.py" in workshop(*arguments).message


def test_a_catalogue_that_cannot_be_read_is_not_in_the_way(workshop: Command, project: Path) -> None:
    """Who does not ask for the matrix does not need it."""
    (project / "tests").mkdir()
    (project / "tests" / "mutants.toml").write_text("nonsense", encoding="utf-8")

    assert workshop().code == 0


def test_exercises_are_verified(workshop: Command, project: Path) -> None:
    """Exit code 0 where all is as it must be, 1 where it is not; one or all of them."""
    assert workshop("verify").out == "13-doubles: ok\n14-more: ok\n"

    table = project / "exercises" / "14-more" / "exercise.toml"
    table.write_text(TABLE.replace("Half is not twice.", ""), encoding="utf-8")
    result = workshop("verify", "14")

    assert (result.code, result.out) == (1, "14-more: not yet\n")
    assert result.message == "workshop: 14-more: mutant shrinks: has no why"


@pytest.mark.parametrize("name", ["15-zones", os.path.join("here", "15-zones")])  # noqa: PTH118
def test_a_new_exercise_is_made(name: str, workshop: Command, project: Path) -> None:
    """Among the others, or anywhere."""
    result = workshop("new", name)

    folder = project / name if "here" in name else project / "exercises" / name
    assert (folder / "zones.py").exists()
    assert result.out.endswith(f"Now `workshop verify {name}`, until it is content.\n")


def test_a_class_is_graded(workshop: Command, project: Path) -> None:
    """Into a table and a page; one exercise, if only that is wanted."""
    for learner, text in (("one", SOLUTION), ("two", START), ("three", "def")):
        (project / "class" / learner).mkdir(parents=True)
        (project / "class" / learner / "test_doubles.py").write_text(text, encoding="utf-8")

    result = workshop("grade", "class/one", "class/two", "class/three", "--exercise", "13")

    assert result.code == 0
    assert re.match(r"3 submissions in [\d.]+ s: 1 done, 1 not done, 1 error\.\n", result.out)
    rows = (project / "grades.csv").read_text(encoding="utf-8").splitlines()
    assert [row.split(",")[:3] for row in rows[1:]] == [
        ["one", "13-doubles", "done"],
        ["two", "13-doubles", "not done"],
        ["three", "13-doubles", "error"],
    ]
    assert '<th scope="row">one</th>' in (project / "grades.html").read_text(encoding="utf-8")


def test_grades_that_cannot_be_written_are_an_error(workshop: Command, project: Path) -> None:
    """The error names the file."""
    (project / "class").mkdir()

    result = workshop("grade", "class", "--csv", "nowhere/grades.csv")

    assert (result.code, result.message) == (2, "workshop: nowhere/grades.csv: No such file or directory")


def test_an_interruption_loses_no_grade(workshop: Command, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was graded before it is written."""
    (project / "class").mkdir()

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("workshop.grading.grader.Grader.grade", interrupted)

    result = workshop("grade", "class")

    assert result.code == 130
    assert "interrupted: only 0 of 2 are graded" in result.message
    assert (project / "grades.csv").exists()


@pytest.mark.parametrize(("is_writable", "code", "last"), [(True, 0, "Ready."), (False, 1, "Not ready: see above.")])
def test_a_machine_is_examined(*, is_writable: bool, code: int, last: str, workshop: Command, project: Path) -> None:
    """Exit code 1 where something is in the way."""
    if not is_writable:
        (project / "answers").touch()

    result = workshop("doctor")

    assert (result.code, result.out.splitlines()[-1]) == (code, last)
    assert re.search(r"^✓ pytest \d", result.out, flags=re.MULTILINE)
    assert ("✗" in result.out) != is_writable


def test_the_workflow_that_is_ready_to_copy_uses_what_ours_use() -> None:
    """The same actions at the same commits: nothing else renews them there."""
    ours = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
    ready = (ROOT / ".github" / "ready-to-copy" / "check-my-tests.yml").read_text(encoding="utf-8")

    actions = re.findall(r"uses: .+", ready)

    assert len(actions) == 3
    assert [action for action in actions if action not in ours] == []
