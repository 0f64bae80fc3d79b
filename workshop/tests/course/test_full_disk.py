"""What a full disk does to a course: the message says so, and nothing of the learner's is lost or half written."""

import errno
import os
import shutil
from io import BytesIO
from pathlib import Path
from typing import IO, Any

import pytest

from tests.doubles import SOLUTION
from workshop.course.answers import Answers
from workshop.course.exercise import Exercise
from workshop.course.start import start_course
from workshop.errors import MachineError


class FullFile(BytesIO):
    """A file on a full disk."""

    def write(self, _: object) -> int:
        """Raise what the system says."""
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def open_full(path: Path, mode: str = "r", **options: Any) -> IO[Any]:  # noqa: ANN401 - it passes them on
    """Open a file; one for writing is there, but nothing can be written to it."""
    if mode in ("wb", "xb"):
        path.touch()
        return FullFile()
    return open(path, mode, **options)  # noqa: PTH123 - this is the double of `Path.open`


def test_start_is_not_half_written(answers: Answers, exercise: Exercise, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty file would count as the learner's, and keep the start away for good."""
    monkeypatch.setattr(Path, "open", open_full)

    with pytest.raises(MachineError, match=r"no space left in .*13-doubles: free some, then try again$"):
        answers.begin(exercise)

    monkeypatch.undo()
    assert not answers.is_started(exercise)
    assert [*answers.folder(exercise).iterdir()] == []


def test_file_in_the_way_is_kept(answers: Answers, exercise: Exercise, monkeypatch: pytest.MonkeyPatch) -> None:
    """The learner may save one at the same moment, and it isn't replaced or removed."""
    file = answers.begin(exercise)
    monkeypatch.setattr(answers, "is_started", lambda _: False)

    with pytest.raises(MachineError, match="can't be written: File exists; work in a copy"):
        answers.begin(exercise)

    assert file.exists()


def test_reset_is_undone(answers: Answers, exercise: Exercise, monkeypatch: pytest.MonkeyPatch) -> None:
    """The learner's files have their names again."""
    file = answers.begin(exercise)
    file.write_bytes(SOLUTION.encode())
    names = sorted(path.name for path in file.parent.iterdir())
    monkeypatch.setattr(Path, "open", open_full)

    with pytest.raises(MachineError, match="no space left in"):
        answers.reset(exercise)

    monkeypatch.undo()
    assert sorted(path.name for path in file.parent.iterdir()) == names
    assert file.read_bytes() == SOLUTION.encode()


def test_reset_leaves_no_start_beside_the_tests(
    answers: Answers, exercise: Exercise, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The start is written, but there's no space for `conftest.py`."""
    folder = answers.folder(exercise)
    folder.mkdir(parents=True)
    for name in ("conftest.py", "test_mine.py"):
        (folder / name).write_text("# mine", encoding="utf-8")

    def fill_up(path: Path, mode: str = "r", **options: Any) -> IO[Any]:  # noqa: ANN401 - it passes them on
        return open_full(path, mode, **options) if "conftest" in path.name else open(path, mode, **options)  # noqa: PTH123

    monkeypatch.setattr(Path, "open", fill_up)

    with pytest.raises(MachineError, match="no space left in"):
        answers.reset(exercise)

    monkeypatch.undo()
    assert sorted(path.name for path in folder.iterdir()) == ["conftest.py", "test_mine.py"]


def test_course_is_not_half_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message is about the folder, and not about each file that there was no space for."""
    (tmp_path / "exercises").mkdir()
    for name in ("a", "b"):
        (tmp_path / "exercises" / name).touch()

    def copy(_: str, copied: str) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), copied)

    monkeypatch.setattr(shutil, "copy2", copy)

    with pytest.raises(MachineError) as error:
        start_course(tmp_path / "course", tmp_path / "exercises")

    assert f"{error.value}" == f"no space left in {tmp_path / 'course'}: free some, then try again"
    assert [*(tmp_path / "course").iterdir()] == []
