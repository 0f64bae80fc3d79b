"""Exercises are read from their folders; errors say what is wrong and where."""

from pathlib import Path
from random import Random

import pytest

from tests.doubles import PROGRAM, STRICT, TABLE, write_exercise
from workshop.course.exercise import read_exercise
from workshop.errors import AuthorError, UsageError


class TestReadExercise:
    """An exercise has what its folder has."""

    def test_texts_and_mutants(self, tmp_path: Path) -> None:
        """The mutants are those of the one program."""
        exercise = write_exercise(tmp_path)

        assert (exercise.name, exercise.title, exercise.technique) == ("13-doubles", "Doubles", "unit tests")
        assert exercise.minutes == 15
        assert (exercise.subject.name, exercise.test_file) == ("doubles", "test_doubles.py")
        assert [mutant.name for mutant in exercise.mutants][:2] == ["squares", "adds-two"]
        assert exercise.mutants[2].rule == "a negative number stays negative"
        assert {mutant.file for mutant in exercise.mutants} == {"doubles.py"}
        assert exercise.hints == ("Begin with 3.", "Go below zero.", "Then look at both sides of it.")
        assert exercise.bad_suites() == ["bad_suites/vacuous.py"]

    @pytest.mark.parametrize(
        ("table", "needs_redis"),
        [
            pytest.param(TABLE, False, id="nothing"),
            pytest.param(f'requirements = ["redis"]\n{TABLE}', True, id="redis"),
        ],
    )
    def test_requirements(self, *, table: str, needs_redis: bool, tmp_path: Path) -> None:
        """An exercise can require Redis."""
        assert write_exercise(tmp_path, table=table).needs_redis == needs_redis

    @pytest.mark.parametrize(
        ("old", "new", "message"),
        [
            pytest.param('title = "Doubles"', "", "missing the key 'title'", id="no title"),
            pytest.param('title = "Doubles"', "title = 3", "'title' must be a string, not 3", id="title not a string"),
            pytest.param("minutes = 15", "minutes = 0", "'minutes' must be 1 or more, not 0", id="no minutes"),
            pytest.param("minutes = 15", "minutes = true", "'minutes' must be 1 or more, not True", id="true minutes"),
            pytest.param("minutes = 15", "", "the file is missing the key 'minutes'", id="minutes missing"),
            pytest.param('hints = ["Begin with 3."', "hints = [3", "must be a string, not 3", id="hint not a string"),
            pytest.param(
                "title", "requirements = ['mongo']\ntitle", "only 'redis' and 'threads' are supported", id="requirement"
            ),
            pytest.param("title", 'color = "red"\ntitle', "unknown key: 'color'", id="unknown key"),
            pytest.param('name = "adds-two"', 'name = "squares"', "squares is defined twice", id="duplicate name"),
            pytest.param('name = "squares"', "", "missing the key 'name'", id="mutant without a name"),
        ],
    )
    def test_malformed_table_is_an_error(self, old: str, new: str, message: str, tmp_path: Path) -> None:
        """The message names the file, then the key or the value."""
        with pytest.raises(AuthorError) as error:
            write_exercise(tmp_path, table=TABLE.replace(old, new, 1))

        assert f"{error.value}".startswith(f"{tmp_path / 'exercises' / '13-doubles' / 'exercise.toml'}: ")
        assert message in f"{error.value}"

    def test_mutants_may_have_files_of_their_own(self, tmp_path: Path) -> None:
        """They come last, and are named like their files; a draft doesn't count."""
        folder = write_exercise(tmp_path).folder
        table = "old = 'twice'\nnew = '2'\nwhy = ''\n"
        (folder / "mutants").mkdir()
        for name, more in (("says-two", ""), ("was-a-draft", "draft = false"), ("is-a-draft", "draft = true")):
            (folder / "mutants" / f"{name}.toml").write_text(f"{table}{more}\n", encoding="utf-8")

        exercise = read_exercise(folder)

        assert [mutant.name for mutant in exercise.mutants][-3:] == ["answers-with-text", "says-two", "was-a-draft"]
        assert exercise.added == {"says-two", "was-a-draft"}
        assert exercise.drafts == ("mutants/is-a-draft.toml",)

    def test_second_program_is_an_error(self, tmp_path: Path) -> None:
        """Either could be the subject."""
        exercise = write_exercise(tmp_path)
        (exercise.folder / "other.py").touch()

        with pytest.raises(AuthorError, match=r"exactly one program beside start\.py and solution\.py, not 2"):
            read_exercise(exercise.folder)


class TestRead:
    """`read` returns the text of a file in the folder."""

    def test_missing_file_is_an_error(self, tmp_path: Path) -> None:
        """The message has the path and the system's reason."""
        with pytest.raises(AuthorError, match=r"nothing\.py: No such file"):
            write_exercise(tmp_path).read("nothing.py")

    def test_file_that_cannot_be_read_is_an_error(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The message names it."""

        def refuse(path: Path) -> bytes:
            raise PermissionError(13, "Permission denied", f"{path}")

        monkeypatch.setattr(Path, "read_bytes", refuse)

        with pytest.raises(AuthorError, match=r"vacuous\.py: Permission denied"):
            write_exercise(tmp_path)

    def test_file_with_another_encoding_is_an_error(self, tmp_path: Path) -> None:
        """Only UTF-8 is read."""
        exercise = write_exercise(tmp_path)
        (exercise.folder / "solution.py").write_bytes(b"\xff")

        with pytest.raises(AuthorError, match=r"solution\.py: .*UTF-8"):
            exercise.read("solution.py")


class TestReferences:
    """References are the other correct programs, and one that isn't in any file."""

    def test_last_reference_differs_from_the_program_as_a_mutant_does(self, tmp_path: Path) -> None:
        """A test that recognizes sources hasn't seen it, and it's another each time."""
        exercise = write_exercise(tmp_path)
        program = PROGRAM.replace("return 2", "assert number == 0 or number != 0  # any\n    return 2")
        exercise.subject.path.write_text(program, encoding="utf-8")

        references = [exercise.references(Random(seed)) for seed in range(9)]

        assert {(other.name, other.files["doubles.py"]) for other, _ in references} == {("correct/strict.py", STRICT)}
        assert {last.name for _, last in references} == {"doubles.py in other words"}
        assert {last.files["doubles.py"] for _, last in references} == {
            program.replace("number == 0", "0 == number"),
            program.replace("number != 0", "0 != number"),
            program.replace("number == 0 or number != 0", "0 == number or 0 != number"),
        }

    def test_syntax_error_is_located(self, tmp_path: Path) -> None:
        """It may be left from an experiment."""
        exercise = write_exercise(tmp_path)
        exercise.subject.path.write_text("def double(:\n", encoding="utf-8")

        with pytest.raises(AuthorError, match=r"doubles\.py:1: invalid syntax"):
            exercise.references()


class TestMutants:
    """Mutants are known by their names and by their numbers."""

    def test_mutant_is_the_program_with_one_change(self, tmp_path: Path) -> None:
        """Everything else stays the same."""
        squares, *_ = write_exercise(tmp_path).mutated()

        assert squares.files == {"doubles.py": PROGRAM.replace("2 * number", "number * number")}

    @pytest.mark.parametrize("wanted", ["loses-the-minus", "3"])
    def test_mutant_is_found(self, wanted: str, tmp_path: Path) -> None:
        """Before a learner has killed it, the number is all there is to go by."""
        assert write_exercise(tmp_path).find(wanted).name == "loses-the-minus"

    def test_unknown_mutant_is_refused(self, tmp_path: Path) -> None:
        """The message gives the range of numbers; the names would give too much away."""
        with pytest.raises(UsageError, match="13-doubles has no mutant 'square'; choose a number from 1 to 5"):
            write_exercise(tmp_path).find("square")

    def test_mistyped_name_that_the_learner_knows_gets_a_suggestion(self, tmp_path: Path) -> None:
        """Those that survive aren't suggested."""
        with pytest.raises(UsageError, match="13-doubles has no mutant 'shrink'; did you mean shrinks\\?"):
            write_exercise(tmp_path).find("shrink", known=["squares", "shrinks"])
