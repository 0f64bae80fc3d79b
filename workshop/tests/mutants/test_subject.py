"""The program whose tests are judged: a package or a module."""

import os
import re
from pathlib import Path

import pytest

from workshop.errors import AuthorError
from workshop.mutants.subject import Subject

SOURCE = "def following(number):\n    return number + 1\n"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Return the folder of a package with one file."""
    (tmp_path / "game").mkdir()
    (tmp_path / "game/rules.py").write_text(SOURCE)
    return tmp_path / "game"


def test_package_reads_its_files_by_their_path_in_it(package: Path) -> None:
    """The tests import it under the name of its folder."""
    subject = Subject(package)

    assert (subject.name, subject.path_in_tree("rules.py")) == ("game", "game/rules.py")
    assert subject.read("rules.py") == SOURCE


def test_module_reads_itself_by_its_own_name(package: Path) -> None:
    """The tests import it under the name of its file."""
    subject = Subject(package / "rules.py")

    assert (subject.name, subject.path_in_tree("rules.py")) == ("rules", "rules.py")
    assert subject.read("rules.py") == SOURCE


def test_missing_file_is_an_error(package: Path) -> None:
    """The message has its whole path."""
    with pytest.raises(AuthorError, match=re.escape(f"{package / 'rule.py'}: {os.strerror(2)}")):
        Subject(package).read("rule.py")


def test_file_that_is_not_utf_8_is_an_error(package: Path) -> None:
    """The message names it."""
    (package / "rules.py").write_bytes(b"# \xff")

    with pytest.raises(AuthorError, match=r"rules\.py: isn't UTF-8$"):
        Subject(package).read("rules.py")
