"""The file with the ids of learners."""

from pathlib import Path

import pytest

from workshop.errors import UsageError
from workshop.grading.exporters.ids import Ids, read_ids


@pytest.mark.parametrize(
    "text",
    [
        "learner,ID number\none,1\ntwo,2\n",
        "\ufeffLearner;ID number\r\none;1\r\n\r\ntwo ; 2\r\n",
        '"learner","ID number"\n"one","1"\n"two","2"',
    ],
    ids=["plain", "of a spreadsheet", "quoted"],
)
def test_ids_are_read(text: str, tmp_path: Path) -> None:
    """As spreadsheets write them too."""
    file = tmp_path / "ids.csv"
    file.write_text(text, encoding="utf-8", newline="")

    assert read_ids(file) == Ids("ID number", {"one": "1", "two": "2"})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"", "the first line must have the heads of two columns, such as `learner,ID number`"),
        (b"one,1\n", "the first line must have the heads"),
        (b"learner,ID,name\n", "the first line must have the heads"),
        (b"learner,ID\none\n", "a learner and an id are expected, not `one`"),
        (b"learner,ID\none,\n", "a learner and an id are expected, not `one,`"),
        (b"learner,ID\none,1\none,2\n", "`one,2` has a learner or an id that another line has too"),
        (b"learner,ID\none,1\ntwo,1\n", "`two,1` has a learner or an id that another line has too"),
        (b"learner,ID\ncaf\xe9,1\n", "can't be read: 'utf-8' codec can't decode byte 0xe9"),
    ],
)
def test_what_is_wrong_is_named(text: bytes, message: str, tmp_path: Path) -> None:
    """Before anything is graded."""
    file = tmp_path / "ids.csv"
    file.write_bytes(text)

    with pytest.raises(UsageError, match=message):
        read_ids(file)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """It may be mistyped."""
    with pytest.raises(UsageError, match=r"ids\.csv can't be read: No such file or directory"):
        read_ids(tmp_path / "ids.csv")
