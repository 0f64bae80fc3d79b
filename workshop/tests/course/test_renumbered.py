"""Answers are found again when their exercise has a new number, and nothing of them is lost."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.doubles import SOLUTION, START, write_exercise
from workshop.course.answers import Answers
from workshop.course.conftest_file import conftest_text
from workshop.course.exercise import Exercise
from workshop.course.renumbered import current_name, move_renumbered
from workshop.errors import MachineError
from workshop.judging.verdict import Verdict

BOTH = (
    "answers/07-doubles and answers/13-doubles are for the same exercise, and only answers/13-doubles counts: move the"
    " tests that you want to keep there, then rename or delete the rest"
)


@pytest.mark.parametrize(
    ("name", "current"),
    [
        pytest.param("13-doubles", "13-doubles", id="the present name"),
        pytest.param("07-doubles", "13-doubles", id="another number"),
        pytest.param("7-doubles", "13-doubles", id="a shorter number"),
        pytest.param("doubles", "", id="no number"),
        pytest.param("07-doubles-2", "", id="another name"),
        pytest.param("old-07-doubles", "", id="a name before the number"),
        pytest.param("03-cards", "03-cards", id="a name that differs from another in its number only"),
        pytest.param("05-cards", "", id="a number that could be that of two exercises"),
        pytest.param("08-zones", "zones", id="an exercise without a number"),
    ],
)
def test_exercise_is_known_by_its_name_without_the_number(name: str, current: str) -> None:
    """A name that's ambiguous, or that an exercise never had, means none."""
    assert current_name(name, ["13-doubles", "03-cards", "04-cards", "zones"]) == current


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """Return the folder of the answers to an exercise that was called 07-doubles, and is called 13-doubles now."""
    old = write_exercise(tmp_path, "07-doubles")
    answers = Answers(tmp_path)
    answers.begin(old).write_text(SOLUTION, encoding="utf-8")
    answers.save_verdict(old, answers.read(old), Verdict())
    answers.save_hint(old, "squares", 2)
    os.utime(answers.folder(old) / ".verdict.json", (1_000_000, 1_000_000))
    old.folder.rename(old.folder.with_name("13-doubles"))
    return answers.folder(old)


@pytest.fixture
def exercise(earlier: Path) -> Exercise:
    """Return the exercise with its new number."""
    return write_exercise(earlier.parents[1])


def move(answers: Answers) -> list[str]:
    """Move answers, and return what the learner reads about it, with slashes on Windows too."""
    return [line.replace("\\", "/") for line in move_renumbered(answers)]


class TestMove:
    """The folder is renamed, once."""

    def test_folder_gets_the_new_number(self, answers: Answers, earlier: Path) -> None:
        """The learner reads one line about it, and nothing the next time."""
        lines = move(answers)

        assert lines == ["answers/07-doubles is answers/13-doubles now: the exercise has a new number"]
        assert (earlier.with_name("13-doubles") / "test_doubles.py").read_text(encoding="utf-8") == SOLUTION
        assert not earlier.exists()
        assert move(answers) == []

    def test_progress_is_kept(self, answers: Answers, earlier: Path, exercise: Exercise) -> None:
        """The verdict is valid, the hints are counted, and the exercise isn't the one that was checked last."""
        move(answers)

        record = answers.record(exercise)
        assert record
        assert record.hints == {"squares": 2}
        assert answers.checked_at(exercise) == 1_000_000
        assert (earlier.with_name("13-doubles") / "conftest.py").read_text(encoding="utf-8") == conftest_text(
            exercise, answers.folder(exercise)
        )

    def test_verdict_on_other_tests_stays_invalid(self, answers: Answers, earlier: Path, exercise: Exercise) -> None:
        """The hints that were given count all the same."""
        (earlier / "test_doubles.py").write_text(START, encoding="utf-8")

        move(answers)

        assert answers.record(exercise) is None
        assert answers.given_hints(exercise) == {"squares": 2}

    def test_conftest_of_the_learner_keeps_everything_else(self, answers: Answers, earlier: Path) -> None:
        """Only the path of the exercise is another, whatever the encoding of the rest."""
        conftest = earlier / "conftest.py"
        conftest.write_bytes(b"# \xe9\r\n" + conftest.read_bytes() + b"MINE = '07-doubles'\n")
        expected = conftest.read_bytes().replace(b"exercises/07-doubles", b"exercises/13-doubles")

        move(answers)

        assert (earlier.with_name("13-doubles") / "conftest.py").read_bytes() == expected

    def test_tests_without_a_record_or_a_conftest_are_moved_too(self, answers: Answers, earlier: Path) -> None:
        """That's how they are in a new clone of a learner's fork."""
        (earlier / ".verdict.json").unlink()
        (earlier / "conftest.py").unlink()

        move(answers)

        assert [path.name for path in earlier.with_name("13-doubles").iterdir()] == ["test_doubles.py"]

    def test_everything_else_stays(self, answers: Answers, earlier: Path) -> None:
        """Answers to exercises that still have their number, or are gone, and files."""
        write_exercise(answers.root, "14-more")
        write_exercise(answers.root, "15-rest")
        names = ["06-gone", "14-more", "doubles"]
        for name in names:
            (earlier.parent / name).mkdir()
        (earlier.parent / "03-rest").touch()

        move(answers)

        assert sorted(path.name for path in earlier.parent.iterdir()) == [
            "03-rest",
            "06-gone",
            "13-doubles",
            *names[1:],
        ]

    def test_without_answers_there_is_nothing_to_do(self, tmp_path: Path) -> None:
        """A course may be new."""
        write_exercise(tmp_path)

        assert move(Answers(tmp_path)) == []


class TestRefuse:
    """What could lose something isn't done, and a sentence says what the learner can do."""

    @pytest.mark.parametrize(
        "make",
        [Path.mkdir, Path.touch, lambda path: path.symlink_to("missing")],
        ids=["folder", "file", "broken link"],
    )
    def test_nothing_is_overwritten(self, make: Callable[[Path], None], answers: Answers, earlier: Path) -> None:
        """The line comes every time, until it's decided."""
        make(earlier.with_name("13-doubles"))

        assert [move(answers), move(answers)] == [[BOTH], [BOTH]]
        assert (earlier / "test_doubles.py").read_text(encoding="utf-8") == SOLUTION

    def test_one_of_several_earlier_folders_is_not_preferred(self, answers: Answers, earlier: Path) -> None:
        """Nothing says which of them is the later one."""
        (earlier.parent / "08-doubles").mkdir()

        (line,) = move(answers)

        assert line.startswith("answers/07-doubles and answers/08-doubles and answers/13-doubles are for the same")
        assert earlier.exists()

    @pytest.mark.parametrize("link", ["answers", "answers/07-doubles"])
    def test_links_are_not_followed(self, link: str, answers: Answers, earlier: Path) -> None:
        """What's behind one may belong to another course, in which the exercise has its old number."""
        path = answers.root / link
        path.rename(answers.root / "elsewhere")
        path.symlink_to(answers.root / "elsewhere")

        with pytest.raises(
            MachineError, match=r"07-doubles to 13-doubles \(it's reached through a link\); rename them"
        ):
            move(answers)

        assert (earlier / "test_doubles.py").read_text(encoding="utf-8") == SOLUTION

    def test_folders_that_cannot_be_renamed_are_listed(
        self, answers: Answers, earlier: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The root user can rename everything, so the refusal is made up."""

        def rename(path: Path, _: Path) -> None:
            raise OSError(13, "Permission denied", f"{path}")

        write_exercise(answers.root, "14-more")
        (earlier.parent / "08-more").mkdir()
        monkeypatch.setattr(Path, "rename", rename)

        with pytest.raises(MachineError) as error:
            move(answers)

        assert f"{error.value}" == (
            f"some exercises have new numbers, but your answers can't be renamed: {Path('answers', '07-doubles')} to"
            f" 13-doubles (Permission denied), {Path('answers', '08-more')} to 14-more (Permission denied); rename"
            " them yourself, or work in a copy of the project that you own"
        )
