"""The commands that show a mutant, plant it, and take it out."""

from pathlib import Path

import pytest

from tests.cli.conftest import Command, WarmSession, write_answer
from tests.cli.result import Result
from tests.counter_project import FILES
from tests.doubles import SOLUTION, START, write_exercise
from tests.repository import commit
from workshop.cli import learner
from workshop.engine.protocol import Outcome
from workshop.judging.verdict import JudgedMutant, Verdict

COUNTER = FILES["src/counter.py"]
PLANTED = COUNTER.replace("number + 1", "number + 2")


def test_a_mutant_is_shown(workshop: Command) -> None:
    """What it changes is a diff, followed by what it costs, to the letter."""
    result = workshop("show", "takes-odd-for-even")

    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines() == [
        "--- a/src/counter.py",
        "+++ b/src/counter.py",
        "@@ -8,7 +8,7 @@",
        "",
        " def is_even(number: int) -> bool:",
        '     """Return whether the number has a whole half."""',
        "-    return number % 2 == 0",
        "+    return number % 2 != 0",
        "",
        "",
        " def name(number: int) -> str:",
        "",
        "Neither :key: nor [bold] is what it seems → the lock stays shut.",
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["matrix"], id="matrix"),
        pytest.param(["show", "skips-one"], id="show"),
        pytest.param(["plant", "skips-one"], id="plant"),
        pytest.param(["unplant"], id="unplant"),
    ],
)
def test_outside_a_project_there_are_no_mutants(
    run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    """Each command says which file it looked for, and where."""
    monkeypatch.chdir(tmp_path)

    result = run(*arguments)

    catalogue = Path("tests", "mutants.toml")
    assert (result.code, result.out) == (2, "")
    assert f"there is no {catalogue} in {tmp_path} or a folder above it: change to a project that has one" in result.err
    assert "`workshop init` in an empty folder" in result.err


@pytest.mark.parametrize("command", ["show", "plant"])
def test_an_unknown_name_is_an_error(workshop: Command, command: str) -> None:
    """The message suggests one that's like it."""
    message = "workshop: there's no mutant 'skips-two'; did you mean skips-one?\n"

    assert workshop(command, "skips-two") == Result(2, "", message)


def test_a_mutant_that_no_longer_applies_is_an_error(workshop: Command, project: Path) -> None:
    """The message says why, and doesn't take it for a mutant of an exercise."""
    write_exercise(project)
    (project / "src" / "counter.py").write_text(COUNTER.replace("number + 1", "1 + number"), encoding="utf-8")
    commit(project)

    result = workshop("show", "skips-one")

    assert result.code == 2
    assert result.err.startswith("workshop: mutant skips-one: counter.py: `old` must occur once, but occurs 0 times")


@pytest.mark.usefixtures("course")
def test_a_killed_mutant_of_an_exercise_is_shown(run: Command) -> None:
    """It's found by its number, in the exercise that was checked last."""
    run("check", "13")

    result = run("show", "2")

    assert result.code == 0
    assert "+    return 2 + number\n" in result.out


@pytest.mark.usefixtures("course")
def test_a_survivor_of_an_exercise_is_not_shown(run: Command) -> None:
    """The learner kills it first, or insists."""
    run("check", "13")

    survivor, insisted = run("show", "1", "13"), run("show", "squares", "13", "--spoil")

    assert (survivor.code, survivor.out) == (2, "")
    assert (
        survivor.err == "workshop: mutant 1 of 13-doubles survives your tests so far: kill it first, or add --spoil\n"
    )
    assert "+    return number * number\n" in insisted.out


@pytest.mark.usefixtures("course")
def test_a_mutant_of_an_unchecked_exercise_is_not_shown(run: Command) -> None:
    """Without a verdict no mutant is killed."""
    assert run("show", "1", "13").code == 2


def test_a_failing_test_is_shown(run: Command, course: Path) -> None:
    """The tests run on the mutant, after a check if they have changed."""
    write_answer(course, SOLUTION)

    result = run("show", "1", "13", "--failing")

    assert (result.code, result.err) == (0, "")
    assert ">       assert (double(3), double(-3)) == (6, -6)\n" in result.out


def test_a_survivor_makes_no_test_fail(run: Command, course: Path) -> None:
    """The message says so; without an exercise it's the one that was checked last."""
    write_answer(course, START)
    run("check", "13")

    result = run("show", "1", "--failing")

    message = "workshop: mutant 1 of 13-doubles survives: no test that passes on the program fails on it\n"
    assert result == Result(2, "", message)


@pytest.mark.usefixtures("course")
@pytest.mark.parametrize("option", ["--spoil", "--failing"])
def test_arguments_in_the_wrong_order_are_an_error(run: Command, option: str) -> None:
    """The message says which comes first, if both were typed."""
    both, one = run("show", option, "13", "14"), run("show", option, "13")

    assert both.err == (
        "workshop: 14-more has no mutant '13'; choose a number from 1 to 5; name the mutant first, then the exercise\n"
    )
    assert one.err == "workshop: 13-doubles has no mutant '13'; choose a number from 1 to 5\n"


@pytest.mark.usefixtures("course")
def test_a_missing_mutant_is_an_error(run: Command) -> None:
    """The message says where mutants have their numbers."""
    result = run("show", "--failing")

    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("Usage: workshop show [OPTIONS] MUTANT [EXERCISE]\n")
    assert result.err.endswith("Error: Missing argument 'MUTANT': choose a number that `workshop check` shows.\n")


def test_a_test_that_times_out_is_named(run: Command, course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There's nothing else to show."""
    write_answer(course, START)
    killed = JudgedMutant("squares", {"test_doubles.py::test_zero": Outcome("failed", "time-out", "still running")})
    monkeypatch.setattr(learner, "Session", lambda *_: WarmSession(lambda _: Verdict(mutants=(killed,))))

    assert run("show", "1", "13", "--failing").out == "test_zero fails on it: still running\n"


def test_a_mutant_is_planted(workshop: Command, project: Path) -> None:
    """It's in the file, and the user learns what it costs, where it is, and how to take it out."""
    result = workshop("plant", "skips-one")

    file = project / "src" / "counter.py"
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines() == [
        "Every other number is lost.",
        f"It's in {file} now. Take it out with `workshop unplant`.",
    ]
    assert file.read_text(encoding="utf-8") == PLANTED


def test_a_mutant_is_taken_out(workshop: Command, project: Path) -> None:
    """The file is as it was, and the user learns which mutant it was."""
    workshop("plant", "skips-one")

    result = workshop("unplant")

    assert result == Result(0, "skips-one is out again.\n", "")
    assert (project / "src" / "counter.py").read_text(encoding="utf-8") == COUNTER


def test_without_a_planted_mutant_there_is_nothing_to_take_out(workshop: Command) -> None:
    """The user is told so."""
    assert workshop("unplant") == Result(2, "", "workshop: no mutant is planted\n")
