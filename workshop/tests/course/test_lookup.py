"""An exercise is found by what a learner would type, or copy from what we print."""

from pathlib import Path

import pytest

from tests.doubles import write_exercise
from workshop.course.exercise_folders import find_exercises
from workshop.course.lookup import find_exercise
from workshop.errors import UsageError

NAMES = ("03-cards", "13-doubles", "30-dice-of-glass")


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a course of three exercises the current folder, with answers to two, and return it."""
    root = tmp_path.resolve()
    for name in NAMES:
        write_exercise(root, name)
    for name in NAMES[:2]:
        (root / "answers" / name / "more").mkdir(parents=True)
        (root / "answers" / name / "test_doubles.py").touch()
    monkeypatch.chdir(root)
    return root


class TestNames:
    """Numbers, names and parts of names."""

    @pytest.mark.parametrize("wanted", ["3", "03", "03-cards", "card", "Card"])
    def test_number_name_or_part_of_it(self, wanted: str, course: Path) -> None:
        """The part must be in one name only."""
        assert find_exercise(course, wanted).name == "03-cards"

    def test_number_is_found_beside_a_file_of_that_name(self, course: Path) -> None:
        """A name comes before a path."""
        (course / "13").touch()

        assert find_exercise(course, "13").name == "13-doubles"

    def test_part_of_several_names_is_refused(self, course: Path) -> None:
        """The message lists them."""
        with pytest.raises(UsageError, match=r"'s' matches more than one exercise: 03-cards, 13-doubles, 30-dice"):
            find_exercise(course, "s")

    @pytest.mark.parametrize(
        ("wanted", "suggested"),
        [
            pytest.param("13-doublse", "13-doubles", id="letters exchanged"),
            pytest.param("03-crads", "03-cards", id="number and letters exchanged"),
            pytest.param("DOUBLSE", "13-doubles", id="in capitals"),
            pytest.param("glas-dice", "30-dice-of-glass", id="words exchanged"),
            pytest.param("3rd", "03-cards", id="ordinal"),
        ],
    )
    def test_near_miss_gets_a_suggestion(self, wanted: str, suggested: str, course: Path) -> None:
        """One name, not the list of all."""
        with pytest.raises(UsageError) as error:
            find_exercise(course, wanted)

        assert f"{error.value}" == f"there is no exercise {wanted!r}; did you mean {suggested}?"

    @pytest.mark.parametrize("wanted", ["mutants", "?", "", "0", "14", "99", "130", "31st"])
    def test_name_that_is_like_no_other_is_refused(self, wanted: str, course: Path) -> None:
        """The message lists what there is to choose from; a number isn't like another."""
        with pytest.raises(UsageError, match=r"; the exercises here are: 03-cards, 13-doubles, 30-dice-of-glass$"):
            find_exercise(course, wanted)

    def test_clone_of_the_project(self, tmp_path: Path) -> None:
        """The exercises are in its folder `workshop` then."""
        folder = write_exercise(tmp_path / "workshop").folder
        (tmp_path / "workshop" / "pyproject.toml").touch()

        assert find_exercise(tmp_path, "13") == folder

    def test_outside_a_course(self, tmp_path: Path) -> None:
        """The message says what to do."""
        with pytest.raises(UsageError, match=r"there are no exercises in .*`workshop init`"):
            find_exercise(tmp_path, "13")


class TestPaths:
    """A path names the exercise in whose folder, or in whose answers, it is."""

    @pytest.mark.parametrize(
        "wanted",
        [
            "answers/13-doubles/test_doubles.py",
            "./answers/13-doubles/test_doubles.py",
            "answers/13-doubles/test_doubles.py:12",
            "answers/13-doubles/not_yet.py",
            "answers/13-doubles",
            "answers/13-doubles/",
            "answers/03-cards/../13-doubles",
            "exercises/13-doubles",
            "exercises/13-doubles/",
            "exercises/13-doubles/README.md",
        ],
    )
    def test_relative_or_absolute(self, wanted: str, course: Path) -> None:
        """As it's printed, or as a shell completes it."""
        assert find_exercise(course, wanted).name == "13-doubles"
        assert find_exercise(course, f"{course}/{wanted}").name == "13-doubles"

    @pytest.mark.parametrize(
        ("current", "wanted"),
        [
            ("answers/13-doubles", "."),
            ("answers/13-doubles", "test_doubles.py"),
            ("answers/13-doubles/more", ".."),
            ("answers/03-cards", "../13-doubles"),
            ("exercises/13-doubles", "."),
        ],
    )
    def test_from_a_folder_below(
        self, current: str, wanted: str, course: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """It starts at the current folder."""
        monkeypatch.chdir(course / current)

        assert find_exercise(course, wanted).name == "13-doubles"

    @pytest.mark.parametrize("target", ["answers/13-doubles", "exercises/13-doubles", "answers/13-doubles/new.py"])
    def test_link(self, target: str, course: Path) -> None:
        """It counts where the link leads."""
        (course / "link").symlink_to(course / target)

        found = find_exercise(course, "link")

        assert found == course / "exercises" / "13-doubles"

    def test_answers_that_are_elsewhere(self, course: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
        """The folder of the answers may be a link itself."""
        elsewhere = tmp_path_factory.mktemp("elsewhere")
        (course / "answers" / "30-dice-of-glass").symlink_to(elsewhere)

        assert find_exercise(course, f"{elsewhere / 'test_doubles.py'}").name == "30-dice-of-glass"

    def test_exercise_elsewhere(self, course: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
        """It doesn't have to be in this course."""
        folder = write_exercise(tmp_path_factory.mktemp("elsewhere").resolve(), "20-theirs").folder

        assert find_exercise(course, f"{folder}") == folder
        assert find_exercise(course, f"{folder / 'README.md'}") == folder

    @pytest.mark.parametrize("wanted", ["13-doubles/", "13/", "13-doubles/test_doubles.py:7"])
    def test_path_that_begins_with_the_name(self, wanted: str, course: Path) -> None:
        """It counts even if the current folder has nothing of this name."""
        assert find_exercise(course, wanted) == course / "exercises" / "13-doubles"

    def test_path_that_the_user_may_not_take_is_refused(self, course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """It leads to no exercise that could be read."""
        secret = course.parent / "16-foo"
        exists = Path.exists

        def refuse(path: Path) -> bool:
            if path.is_relative_to(secret):
                raise PermissionError(13, "Permission denied", f"{path}")
            return exists(path)

        monkeypatch.setattr(Path, "exists", refuse)

        with pytest.raises(UsageError, match=r"16-foo isn't in the folder of one exercise"):
            find_exercise(course, f"{secret}")

    @pytest.mark.parametrize("wanted", [".", "answers", "exercises", "answers/", "..", "/", "nowhere/test_doubles.py"])
    def test_path_in_the_folder_of_no_single_exercise_is_refused(self, wanted: str, course: Path) -> None:
        """The message names the path, and the command that lists the exercises."""
        with pytest.raises(UsageError) as error:
            find_exercise(course, wanted)

        assert f"{error.value}".startswith(
            f"{Path(wanted)} isn't in the folder of one exercise or of the answers to it"
        )
        assert "`workshop list`" in f"{error.value}"

    def test_outside_a_course(self, tmp_path: Path) -> None:
        """The message says what to do."""
        with pytest.raises(UsageError, match=r"there are no exercises in .*`workshop init`"):
            find_exercise(tmp_path, f"{tmp_path}")


def test_exercises_are_in_the_order_of_their_numbers(course: Path) -> None:
    """However they were written."""
    assert [path.name for path in find_exercises(course)] == [*NAMES]
