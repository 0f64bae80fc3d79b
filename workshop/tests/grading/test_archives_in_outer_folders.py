"""Folders around everything else don't count, whether a folder or an archive is given."""

from pathlib import Path

from tests.grading.zips import collect, read_files, write_files, write_zip
from workshop.grading.archives import collected


def test_a_hand_in_is_in_the_innermost_folder(tmp_path: Path) -> None:
    """As in archives: Gradescope makes them when it unpacks one."""
    clone = write_files(tmp_path / "clone", {"hw1/answers/13-doubles/test_doubles.py": ""})
    plain = write_files(tmp_path / "plain", {"hw1/src/test_a.py": "", "__MACOSX/hw1/._test_a.py": ""})
    packed = write_zip(tmp_path / "packed" / "hw1" / "x.zip", {"test_a.py": "1"}).parent.parent

    with collected([clone, plain, packed]) as class_:
        folders = [each.folder for each in class_.learners]
        unpacked = read_files(folders[2])
    with collected([plain], is_one_each=True) as class_:
        alone = [(each.name, each.folder) for each in class_.learners]

    assert folders[:2] == [clone / "hw1", plain / "hw1" / "src"]
    assert unpacked == {"test_a.py": "1"}
    assert alone == [("plain", plain / "hw1" / "src")]


def test_a_folder_of_archives_may_be_in_another(tmp_path: Path) -> None:
    """A program that unpacks an archive may make one."""
    write_zip(tmp_path / "class" / "export" / "one.zip", {"test_a.py": "1"})

    assert collect(tmp_path / "class") == ({"one": {"test_a.py": "1"}}, {})
