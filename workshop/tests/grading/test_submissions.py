"""The tests that learners hand in are found in their folders, and read without trusting what's there."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.doubles import write_exercise
from tests.grading.conftest import HandIn, learners_in
from workshop.course.exercise import Exercise
from workshop.errors import UsageError
from workshop.grading import submissions
from workshop.grading.submissions import Submission, find_submissions


class TestFindSubmissions:
    """Everything in a folder is the suite, wherever the folder is."""

    @pytest.mark.parametrize("folder", ["answers/13-doubles", "13-doubles"])
    @pytest.mark.parametrize("file", ["test_doubles.py", "test_mine.py", "more/doubles_test.py"])
    def test_tests_are_found_in_a_folder_for_the_exercise(
        self, folder: str, file: str, hand_in: HandIn, exercise: Exercise
    ) -> None:
        """In a copy of the project, or without it; whatever the files are called."""
        learner = hand_in("learner", "", f"{folder}/{file}")

        assert find_submissions(learners_in([learner]), [exercise]) == [
            Submission("learner", exercise, learner / folder)
        ]

    def test_a_copy_of_the_project_comes_first(self, hand_in: HandIn, exercise: Exercise) -> None:
        """But a folder without tests doesn't come before one that has some."""
        hand_in("learner", "", "test_doubles.py")
        hand_in("learner", "", "answers/13-doubles/notes.txt")
        folder = hand_in("learner", "", "13-doubles/test_doubles.py")
        (first,) = find_submissions(learners_in([folder]), [exercise])
        hand_in("learner", "", "answers/13-doubles/test_doubles.py")
        (second,) = find_submissions(learners_in([folder]), [exercise])

        assert first.folder == folder / "13-doubles"
        assert second.folder == folder / "answers" / "13-doubles"

    def test_the_folder_itself_may_have_the_tests_for_all_exercises(
        self, tmp_path: Path, hand_in: HandIn, exercise: Exercise
    ) -> None:
        """Test files that are named for another exercise aren't part of the suite; helpers are."""
        other = write_exercise(tmp_path, "14-triples", program="triples")
        for file in ("test_doubles.py", "test_triples.py", "helpers.py"):
            folder = hand_in("learner", "", file)

        suites = {
            each.exercise.name: [*each.read()] for each in find_submissions(learners_in([folder]), [exercise, other])
        }

        assert suites == {
            "13-doubles": ["helpers.py", "test_doubles.py"],
            "14-triples": ["helpers.py", "test_triples.py"],
        }

    def test_a_file_for_an_exercise_that_is_not_graded_is_left_out(self, hand_in: HandIn, exercise: Exercise) -> None:
        """Its name says so."""
        hand_in("learner", "", "test_triples.py")
        folder = hand_in("learner", "", "test_doubles.py")

        (submission,) = find_submissions(learners_in([folder]), [exercise], {"test_triples.py"})

        assert [*submission.read()] == ["test_doubles.py"]

    def test_a_renamed_file_in_the_folder_itself_is_for_the_only_exercise(
        self, tmp_path: Path, hand_in: HandIn, exercise: Exercise
    ) -> None:
        """If several exercises are graded, it could be for any of them."""
        other = write_exercise(tmp_path, "14-more")
        folder = hand_in("learner", "", "test_mine.py")

        assert [each.folder for each in find_submissions(learners_in([folder]), [exercise])] == [folder]
        assert [each.folder for each in find_submissions(learners_in([folder]), [exercise, other])] == [None, None]

    @pytest.mark.parametrize("file", ["README.md", "answers/13-doubles/conftest.py", "13-doubles/.verdict.json"])
    def test_a_learner_without_tests_has_a_submission_too(self, file: str, hand_in: HandIn, exercise: Exercise) -> None:
        """Its folder is None, and there's nothing to read; files that we have written don't count."""
        (submission,) = find_submissions(learners_in([hand_in("learner", "", file)]), [exercise])

        assert submission == Submission("learner", exercise, None)
        assert submission.read() == {}

    @pytest.mark.parametrize("link", ["answers", "answers/13-doubles", "13-doubles", "answers/07-doubles"])
    def test_links_to_the_folders_of_others_are_not_followed(
        self, link: str, tmp_path: Path, hand_in: HandIn, exercise: Exercise
    ) -> None:
        """A learner can't hand in another learner's tests without having them."""
        other = hand_in("other", "")
        copy = tmp_path / "class" / "copies"
        (copy / link).parent.mkdir(parents=True)
        (copy / link).symlink_to(other / "answers" / "13-doubles" if "doubles" in link else other / "answers")

        assert find_submissions(learners_in([copy]), [exercise]) == [Submission("copies", exercise, None)]

    def test_a_link_to_the_folder_of_a_learner_is_followed(
        self, tmp_path: Path, hand_in: HandIn, exercise: Exercise
    ) -> None:
        """The teacher has made it."""
        link = tmp_path / "link"
        link.symlink_to(hand_in("learner", "", "13-doubles/test_doubles.py"))

        (submission,) = find_submissions(learners_in([link]), [exercise])

        assert submission.folder == link / "13-doubles"


class TestRead:
    """What can't be read is an error of that learner, with a sentence."""

    def read(self, folder: Path, exercise: Exercise) -> str:
        """Return why a submission can't be read."""
        (submission,) = find_submissions(learners_in([folder]), [exercise])
        with pytest.raises(UsageError) as error:
            submission.read()
        return f"{error.value}"

    def test_other_files_are_named(self, hand_in: HandIn, exercise: Exercise) -> None:
        """A learner has given the file another name."""
        folder = hand_in("learner", "", "answers/13-doubles/game_tests.py")

        assert self.read(folder, exercise) == (
            "there is no regular file named test_*.py or *_test.py here, only game_tests.py"
        )

    def test_too_much_is_refused(self, hand_in: HandIn, exercise: Exercise) -> None:
        """It would take long to copy for each run."""
        assert "has more than 1,000,000 bytes" in self.read(hand_in("learner", "#" * 1_000_001), exercise)

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
    def test_a_pipe_is_not_read(self, hand_in: HandIn, exercise: Exercise) -> None:
        """Reading one would wait forever."""
        folder = hand_in("learner", "", "answers/13-doubles/conftest.py")
        os.mkfifo(folder / "answers" / "13-doubles" / "test_doubles.py")

        assert self.read(folder, exercise).endswith("here, only conftest.py, test_doubles.py")

    def test_a_link_is_not_read(self, hand_in: HandIn, exercise: Exercise) -> None:
        """It may lead to another learner's tests, or to the solution."""
        folder = hand_in("learner", "", "answers/13-doubles/conftest.py")
        (folder / "answers" / "13-doubles" / "test_doubles.py").symlink_to(exercise.folder / "solution.py")

        assert self.read(folder, exercise).endswith("here, only conftest.py, test_doubles.py")

    def test_a_file_that_disappears_is_an_error(self, hand_in: HandIn, exercise: Exercise) -> None:
        """It's named."""
        folder = hand_in("gone", "")
        (submission,) = find_submissions(learners_in([folder]), [exercise])
        (folder / "answers" / "13-doubles" / "test_doubles.py").unlink()

        with pytest.raises(UsageError, match="there is no regular file"):
            submission.read()

    @pytest.mark.parametrize("unreadable", [".", "answers", "answers/13-doubles", "answers/13-doubles/test_doubles.py"])
    def test_what_cannot_be_read_is_named(
        self, unreadable: str, hand_in: HandIn, exercise: Exercise, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The root user can read everything, so the refusal is made up."""
        folder = hand_in("learner", "")
        refuse_below(folder / unreadable, monkeypatch)

        assert self.read(folder, exercise).endswith("can't be read: Permission denied")

    def test_a_folder_that_cannot_be_listed_is_named(
        self, hand_in: HandIn, exercise: Exercise, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Nobody knows what's in it."""
        folder = hand_in("learner", "", "test_doubles.py")
        refuse_below(folder, monkeypatch)

        assert self.read(folder, exercise) == f"{folder} can't be read: Permission denied"

    def test_folders_inside_each_other_are_an_error(
        self, hand_in: HandIn, exercise: Exercise, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """There's a limit to how deep reading goes; no test leaves such folders, which are hard to remove."""

        def read_suite(*_: object, **__: object) -> None:
            raise RecursionError

        monkeypatch.setattr(submissions, "read_suite", read_suite)

        assert self.read(hand_in("learner", ""), exercise).endswith("too many folders inside each other")


def refuse_below(refused: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing at or below a path be listed or read."""

    def refusing(original: Callable[..., object]) -> Callable[..., object]:
        def call(path: object, *arguments: object, **options: object) -> object:
            if Path(f"{path}").is_relative_to(refused):
                raise PermissionError(13, "Permission denied", f"{path}")
            return original(path, *arguments, **options)

        return call

    for owner, name in ((os, "scandir"), (os, "listdir"), (Path, "read_bytes")):
        monkeypatch.setattr(owner, name, refusing(getattr(owner, name)))
