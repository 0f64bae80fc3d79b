"""The learner's files are created, kept and never lost."""

import re
from pathlib import Path

import pytest

from tests.doubles import SOLUTION, START, write_exercise
from workshop.course.answers import Answers
from workshop.course.exercise import Exercise
from workshop.errors import MachineError, UsageError
from workshop.invocation import typed_path


class TestBegin:
    """`begin` writes the files of an exercise unless they exist."""

    def test_file_begins_as_the_start(self, answers: Answers, exercise: Exercise, tmp_path: Path) -> None:
        """It is where the README of the exercise says."""
        file = answers.begin(exercise)

        assert file == tmp_path / "answers" / "13-doubles" / "test_doubles.py"
        assert answers.read(exercise)["test_doubles.py"] == START.encode()

    def test_existing_tests_are_kept(self, answers: Answers, exercise: Exercise) -> None:
        """Beginning again, as after an update of the exercises, leaves the learner's tests alone."""
        file = answers.begin(exercise)
        file.write_text(SOLUTION, encoding="utf-8")

        answers.begin(exercise)

        assert file.read_text(encoding="utf-8") == SOLUTION

    @pytest.mark.parametrize("name", ["test_mine.py", "mine_test.py", "more/test_mine.py"])
    def test_tests_under_another_name_are_kept(self, name: str, answers: Answers, exercise: Exercise) -> None:
        """There's no new start beside them, and the learner's file is the one that's shown."""
        start = answers.begin(exercise)
        mine = answers.folder(exercise) / name
        mine.parent.mkdir(exist_ok=True)
        start.rename(mine)

        assert answers.begin(exercise) == mine
        assert (answers.is_started(exercise), answers.file(exercise)) == (True, mine)
        assert [*answers.read(exercise)] == sorted(["conftest.py", name])

    def test_first_of_several_files_is_shown(self, answers: Answers, exercise: Exercise) -> None:
        """The usual one, or else one that isn't in a folder."""
        usual = answers.begin(exercise)
        for name in ("test_b.py", "test_a.py", "more/test_0.py"):
            (answers.folder(exercise) / name).parent.mkdir(exist_ok=True)
            (answers.folder(exercise) / name).touch()

        assert answers.file(exercise) == usual
        usual.unlink()
        assert answers.file(exercise).name == "test_a.py"

    def test_file_that_is_not_collected_is_no_beginning(self, answers: Answers, exercise: Exercise) -> None:
        """The file for tests appears beside it."""
        answers.folder(exercise).mkdir(parents=True)
        (answers.folder(exercise) / "mine.py").touch()

        assert (answers.is_started(exercise), answers.begin(exercise).name) == (False, "test_doubles.py")

    def test_missing_conftest_is_written(self, answers: Answers, exercise: Exercise) -> None:
        """Plain pytest needs it, even if the learner has created the test file."""
        answers.folder(exercise).mkdir(parents=True)
        answers.file(exercise).write_text(SOLUTION, encoding="utf-8")

        answers.begin(exercise)

        assert (answers.folder(exercise) / "conftest.py").exists()

    def test_folder_that_cannot_be_written_is_an_error(
        self, answers: Answers, exercise: Exercise, tmp_path: Path
    ) -> None:
        """The message says what to do; here a file is in the way."""
        (tmp_path / "answers").touch()

        with pytest.raises(MachineError, match=r"answers.* can't be written: .*; work in a copy of the project"):
            answers.begin(exercise)


class TestReset:
    """`reset` replaces the tests with the start."""

    def test_every_reset_keeps_a_copy(self, answers: Answers, exercise: Exercise) -> None:
        """Nothing is lost."""
        file = answers.begin(exercise)
        file.write_text(SOLUTION, encoding="utf-8")

        copies = [*answers.reset(exercise), *answers.reset(exercise)]

        assert [copy.name for copy in copies] == ["test_doubles.py.kept-1", "test_doubles.py.kept-2"]
        assert [copy.read_text(encoding="utf-8") for copy in copies] == [SOLUTION, START]
        assert file.read_text(encoding="utf-8") == START

    def test_all_files_of_the_suite_are_kept(self, answers: Answers, exercise: Exercise) -> None:
        """Each beside its place, all with the same number, and none of them is part of the new suite."""
        answers.begin(exercise)
        folder = answers.folder(exercise)
        names = ["conftest.py", "data/cases.json", "helper.py", "test_doubles.py", "test_mine.py"]
        for name in names:
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(f"# {name}\n", encoding="utf-8")
        (folder / "helper.py.kept-1").write_text("older", encoding="utf-8")

        copies = answers.reset(exercise)

        assert copies == [folder / f"{name}.kept-2" for name in names]
        assert [copy.read_text(encoding="utf-8") for copy in copies] == [f"# {name}\n" for name in names]
        assert (folder / "helper.py.kept-1").read_text(encoding="utf-8") == "older"
        assert [*answers.read(exercise)] == ["conftest.py", "test_doubles.py"]
        assert answers.file(exercise).read_text(encoding="utf-8") == START

    def test_conftest_that_was_written_for_the_learner_stays(self, answers: Answers, exercise: Exercise) -> None:
        """There's nothing of the learner's in it."""
        answers.begin(exercise)

        assert [copy.name for copy in answers.reset(exercise)] == ["test_doubles.py.kept-1"]
        assert (answers.folder(exercise) / "conftest.py").exists()

    def test_file_that_cannot_be_renamed_is_an_error(
        self, answers: Answers, exercise: Exercise, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The message names it, and those that were renamed before have their names again."""
        start = answers.begin(exercise)
        (start.parent / "helper.py").touch()
        names = sorted(path.name for path in start.parent.iterdir())
        rename = Path.rename

        def refuse_one(path: Path, target: Path) -> Path:
            if path == start:
                raise OSError(13, "Permission denied", f"{path}")
            return rename(path, target)

        monkeypatch.setattr(Path, "rename", refuse_one)

        with pytest.raises(MachineError, match=r"test_doubles\.py: Permission denied"):
            answers.reset(exercise)

        assert sorted(path.name for path in start.parent.iterdir()) == names

    def test_missing_file_is_an_error(self, answers: Answers, exercise: Exercise) -> None:
        """The message says what to do, as it does when the file is read."""
        message = "there are no tests in .*13-doubles; run `workshop check 13-doubles` to begin"

        with pytest.raises(UsageError, match=message):
            answers.reset(exercise)
        with pytest.raises(UsageError, match=message):
            answers.read(exercise)

    def test_exercise_from_elsewhere_is_begun_by_its_path(self, answers: Answers, tmp_path: Path) -> None:
        """No name leads there."""
        exercise = write_exercise(tmp_path / "far")

        with pytest.raises(UsageError, match=re.escape(f"run `workshop check {typed_path(exercise.folder)}` to begin")):
            answers.read(exercise)
