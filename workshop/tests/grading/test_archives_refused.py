"""What a teacher gives may be no hand-in, or may be one that can't be read."""

import os
from pathlib import Path

import pytest

from tests.grading.zips import collect, write_files, write_zip
from workshop.errors import UsageError
from workshop.grading.archives import collected


def test_what_the_teacher_has_written_is_no_learner(tmp_path: Path) -> None:
    """A second `grade *` finds the results of the first; that's said about what was named."""
    archive = write_zip(tmp_path / "one.zip", {"test_a.py": "1"})
    write_files(tmp_path, {"grades.csv": "", "pages/one.html": ""})
    own = [tmp_path / "grades.csv", tmp_path / "pages"]

    with collected([archive, *own], own=own) as named, collected([tmp_path], own=own) as inside:
        assert [each.name for class_ in (named, inside) for each in class_.learners] == ["one", "one"]

    assert named.notes == {"left out, since this command writes or reads it": [f"{path}" for path in own]}
    assert inside.notes == {}


def test_another_file_is_refused(tmp_path: Path) -> None:
    """It's named."""
    file = write_files(tmp_path, {"grades.csv": ""}) / "grades.csv"

    with pytest.raises(UsageError, match=r"grades\.csv is neither a folder nor a zip file"):
        collect(file)


def test_another_file_among_others_is_a_problem_of_its_learner(tmp_path: Path) -> None:
    """It may be what one has handed in, and the others are graded."""
    folder = write_files(tmp_path / "ada", {"test_it.py": ""})
    file = write_files(tmp_path, {"bob.tar.gz": ""}) / "bob.tar.gz"

    with collected([folder, file]) as class_:
        problems = {each.name: each.problem for each in class_.learners}

    assert problems == {"ada": "", "bob.tar.gz": "neither a folder nor a zip file"}


def test_what_cannot_be_looked_at_is_a_problem_of_its_learner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The root user can look at everything, so the refusal is made up."""
    folder, secret, link = write_files(tmp_path / "ada", {"test_it.py": ""}), tmp_path / "bob", tmp_path / "cy"
    link.symlink_to(tmp_path / "nowhere")
    stat = Path.stat

    def refuse(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if path == secret:
            raise PermissionError(13, "Permission denied")
        return stat(path, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(Path, "stat", refuse)

    with collected([folder, secret, link]) as class_:
        problems = {each.name: each.problem for each in class_.learners}

    assert problems == {
        "ada": "",
        "bob": "unreadable: Permission denied",
        "cy": "a link to something that isn't there",
    }


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused(tmp_path: Path) -> None:
    """Opening it would never end."""
    os.mkfifo(tmp_path / "pipe.zip")

    with pytest.raises(UsageError, match=r"pipe\.zip is neither a folder nor a zip file"):
        collect(tmp_path / "pipe.zip")


def test_a_folder_that_cannot_be_listed_is_a_learner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading it will say why; the root user can read everything, so the refusal is made up."""

    def refuse(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)

    with collected([tmp_path]) as class_:
        assert [each.folder for each in class_.learners] == [tmp_path]
