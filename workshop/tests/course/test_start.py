"""`start_course` copies the exercises as a whole or not at all."""

from pathlib import Path

import pytest

from tests.doubles import write_exercise
from workshop.course import exercise
from workshop.course.exercise import read_exercise
from workshop.course.exercise_folders import find_exercises
from workshop.course.start import packaged_exercises, start_course
from workshop.errors import MachineError, UsageError


@pytest.fixture
def exercises(tmp_path: Path) -> Path:
    """Return a folder of two exercises, as in a package."""
    for name in ("13-doubles", "14-more"):
        write_exercise(tmp_path / "package", name)
    return tmp_path / "package" / "exercises"


class TestPackagedExercises:
    """The exercises are in the package or, in a clone, beside its sources."""

    def test_wheel_contains_them(self, exercises: Path) -> None:
        """They are a folder of the package."""
        assert packaged_exercises(exercises.parent) == exercises

    def test_clone_has_them_beside_the_sources(self) -> None:
        """The package that these tests import is installed in place."""
        folder = packaged_exercises()

        assert folder == Path(exercise.__file__).parents[3] / "exercises"
        assert (folder / "01-first-tests" / "exercise.toml").exists()


class TestStartCourse:
    """A course is a folder with the exercises."""

    def test_new_folder_becomes_a_course(self, tmp_path: Path, exercises: Path) -> None:
        """All exercises can be read in it, and nothing else is there."""
        folder = start_course(tmp_path / "new" / "course", exercises)

        course = tmp_path / "new" / "course"
        assert folder == course / "exercises"
        assert [read_exercise(each).name for each in find_exercises(course)] == ["13-doubles", "14-more"]
        assert [path.name for path in course.iterdir()] == ["exercises"]

    def test_hidden_files_are_allowed(self, tmp_path: Path, exercises: Path) -> None:
        """A repository and a virtual environment may come first."""
        (tmp_path / "course" / ".venv").mkdir(parents=True)

        start_course(tmp_path / "course", exercises)

        assert len(find_exercises(tmp_path / "course")) == 2

    def test_caches_are_not_copied(self, tmp_path: Path, exercises: Path) -> None:
        """They are made by running the exercises in a clone."""
        for name in ("__pycache__", ".hypothesis"):
            (exercises / "13-doubles" / name).mkdir()

        folder = start_course(tmp_path / "course", exercises)

        assert {path.name for path in folder.rglob("*")} & {"__pycache__", ".hypothesis"} == set()

    def test_links_out_of_the_course_become_their_text(self, tmp_path: Path, exercises: Path) -> None:
        """The guide isn't copied; links to files of the exercise and to the web stay."""
        links = "[the rules](#the-rules), [the program](doubles.py), [the web](https://example.org/docs)"
        readme = exercises / "13-doubles" / "README.md"
        readme.write_text(f"Guide: [chapter 1, Tests](../../../docs/01-tests.md).\n{links}\n", encoding="utf-8")

        folder = start_course(tmp_path / "course", exercises)

        copied = (folder / "13-doubles" / "README.md").read_text(encoding="utf-8")
        assert copied == f"Guide: chapter 1, Tests.\n{links}\n"

    def test_exercises_of_the_package_are_the_default(self, tmp_path: Path) -> None:
        """No exercise is left out."""
        folder = start_course(tmp_path / "course")

        names = sorted(path.name for path in packaged_exercises().iterdir())
        assert sorted(path.name for path in folder.iterdir()) == names

    def test_folder_with_files_is_refused(self, tmp_path: Path, exercises: Path) -> None:
        """The files are left alone."""
        course = tmp_path / "course"
        course.mkdir()
        (course / "notes.txt").touch()

        with pytest.raises(UsageError, match=r"course isn't empty; choose an empty folder"):
            start_course(course, exercises)

        assert [path.name for path in course.iterdir()] == ["notes.txt"]

    @pytest.mark.parametrize("inside", [".", "answers"])
    def test_folder_in_a_course_is_refused(self, inside: str, tmp_path: Path, exercises: Path) -> None:
        """The message names the course."""
        start_course(tmp_path / "course", exercises)

        with pytest.raises(UsageError, match=r"is in a course already: .*course has exercises"):
            start_course(tmp_path / "course" / inside, exercises)

        assert not (tmp_path / "course" / "answers").exists()

    def test_folder_that_cannot_be_made_is_an_error(self, tmp_path: Path, exercises: Path) -> None:
        """The message says why; here a file is in the way."""
        (tmp_path / "file").touch()

        with pytest.raises(MachineError, match=r"course can't be written: Not a directory"):
            start_course(tmp_path / "file" / "course", exercises)

    def test_copy_that_fails_leaves_nothing_behind(
        self, tmp_path: Path, exercises: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """No exercise is there unless all are."""

        def rename(_: Path, __: Path) -> None:
            raise OSError(30, "Read-only file system")

        monkeypatch.setattr(Path, "rename", rename)

        with pytest.raises(MachineError, match="course can't be written: Read-only file system"):
            start_course(tmp_path / "course", exercises)

        assert [*(tmp_path / "course").iterdir()] == []
