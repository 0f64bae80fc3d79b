"""Exercises are read from their folders; what is wrong with one is said, with its place."""

from pathlib import Path

import pytest

from tests.doubles import PROGRAM, STRICT, TABLE, write_exercise
from workshop.course.exercise import find_exercise, find_exercises, read_exercise
from workshop.errors import AuthorError


def test_an_exercise_has_what_its_folder_has(tmp_path: Path) -> None:
    """The program, the words and the mutants, whose file is the program."""
    exercise = write_exercise(tmp_path)

    assert (exercise.name, exercise.title, exercise.technique) == ("13-doubles", "Doubles", "unit tests")
    assert (exercise.subject.name, exercise.test_file, exercise.needs_redis) == ("doubles", "test_doubles.py", False)
    assert [mutant.name for mutant in exercise.mutants][:2] == ["squares", "adds-two"]
    assert exercise.mutants[2].rule == "a negative number stays negative"
    assert {mutant.file for mutant in exercise.mutants} == {"doubles.py"}
    assert exercise.hints == ("Begin with 3.", "Go below zero.", "Then look at both sides of it.")
    assert exercise.bad_suites() == ["bad_suites/vacuous.py"]


def test_references_are_the_other_programs_and_one_that_stands_nowhere(tmp_path: Path) -> None:
    """A test that reads sources has not seen the last one."""
    exercise = write_exercise(tmp_path)
    program = PROGRAM.replace("return 2", "assert number == number  # itself\n    return 2")
    exercise.subject.path.write_text(program, encoding="utf-8")

    other, unseen = exercise.references()

    assert (other.name, other.files) == ("correct/strict.py", {"doubles.py": STRICT})
    assert unseen.name == "doubles.py without its comments"
    assert "# itself" not in unseen.files["doubles.py"]
    assert "number == number" in unseen.files["doubles.py"]


def test_a_program_that_is_no_python_is_an_error(tmp_path: Path) -> None:
    """As after an experiment that was not taken back; the error has the place."""
    exercise = write_exercise(tmp_path)
    exercise.subject.path.write_text("def double(:\n", encoding="utf-8")

    with pytest.raises(AuthorError, match=r"doubles\.py:1: invalid syntax"):
        exercise.references()


def test_mutants_are_made_of_the_program(tmp_path: Path) -> None:
    """Each is the program with one change."""
    squares, *_ = write_exercise(tmp_path).mutated()

    assert squares.files == {"doubles.py": PROGRAM.replace("2 * number", "number * number")}


@pytest.mark.parametrize("wanted", ["loses-the-minus", "3"])
def test_a_mutant_is_found_by_name_or_number(wanted: str, tmp_path: Path) -> None:
    """Who has not killed it knows only its number."""
    assert write_exercise(tmp_path).find(wanted).name == "loses-the-minus"


def test_an_unknown_mutant_is_an_error(tmp_path: Path) -> None:
    """The numbers that there are, are said; the names would tell too much."""
    with pytest.raises(AuthorError, match="13-doubles has no mutant '6': they have the numbers 1 to 5"):
        write_exercise(tmp_path).find("6")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param('title = "Doubles"', "", "the file is missing the key 'title'", id="no title"),
        pytest.param('title = "Doubles"', "title = 3", "'title' must be a string, not 3", id="a title of another type"),
        pytest.param(
            'hints = ["Begin with 3."', "hints = [3", "hints: each value must be a string, not 3", id="another hint"
        ),
        pytest.param("title", "requirements = ['mongo']\ntitle", "'requirements' has 'mongo', where only", id="mongo"),
        pytest.param("title", 'colour = "red"\ntitle', "the file has an unknown key: 'colour'", id="an unknown key"),
        pytest.param('name = "adds-two"', 'name = "squares"', "mutant squares is defined twice", id="a name twice"),
        pytest.param('name = "squares"', "", "mutant 1 is missing the key 'name'", id="a mutant without a name"),
    ],
)
def test_a_file_of_another_form_is_an_error(old: str, new: str, message: str, tmp_path: Path) -> None:
    """The error names the file and what is wrong in it."""
    with pytest.raises(AuthorError) as error:
        write_exercise(tmp_path, table=TABLE.replace(old, new, 1))

    assert f"{error.value}".startswith(f"{tmp_path / 'exercises' / '13-doubles' / 'exercise.toml'}: ")
    assert message in f"{error.value}"


def test_a_requirement_is_known(tmp_path: Path) -> None:
    """An exercise that requires redis has a server while it runs."""
    assert write_exercise(tmp_path, table=f'requirements = ["redis"]\n{TABLE}').needs_redis


def test_there_must_be_one_program(tmp_path: Path) -> None:
    """Which of two is the subject nobody could know."""
    exercise = write_exercise(tmp_path)
    (exercise.folder / "other.py").touch()

    with pytest.raises(AuthorError, match="there must be one program, not 2"):
        read_exercise(exercise.folder)


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    """One that is missing, and one that is no text."""
    exercise = write_exercise(tmp_path)
    (exercise.folder / "solution.py").write_bytes(b"\xff")

    with pytest.raises(AuthorError, match=r"nothing\.py: No such file"):
        exercise.read("nothing.py")
    with pytest.raises(AuthorError, match=r"solution\.py: isn't UTF-8"):
        exercise.read("solution.py")


@pytest.mark.parametrize("wanted", ["3", "03", "03-cards", "card"])
def test_an_exercise_is_found_by_what_one_would_type(wanted: str, tmp_path: Path) -> None:
    """Its number, its name, and a part of it that no other has."""
    for name in ("03-cards", "13-doubles", "30-dice"):
        write_exercise(tmp_path, name)

    assert find_exercise(tmp_path, wanted).name == "03-cards"


def test_an_exercise_from_elsewhere_is_found_by_path(tmp_path: Path) -> None:
    """It need not be below the folder of this project."""
    folder = write_exercise(tmp_path).folder

    assert find_exercise(tmp_path / "project", f"{folder}") == folder


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        pytest.param("4", "'4' is no exercise: there are 03-cards, 13-doubles", id="none"),
        pytest.param("s", "'s' is more than one exercise: there are 03-cards, 13-doubles", id="more than one"),
    ],
)
def test_an_exercise_that_is_not_clear_is_an_error(wanted: str, message: str, tmp_path: Path) -> None:
    """The error names those that there are."""
    for name in ("13-doubles", "03-cards"):
        write_exercise(tmp_path, name)

    assert [path.name for path in find_exercises(tmp_path)] == ["03-cards", "13-doubles"]
    with pytest.raises(AuthorError, match=message):
        find_exercise(tmp_path, wanted)
