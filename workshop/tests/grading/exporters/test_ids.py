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


@pytest.mark.parametrize("name", ["Jos\u00e9", "Jose\u0301"], ids=["composed", "decomposed"])
@pytest.mark.parametrize("learner", ["Jos\u00e9", "Jose\u0301"], ids=["one character", "two characters"])
def test_an_accent_may_be_a_character_of_its_own(name: str, learner: str, tmp_path: Path) -> None:
    """As in names of folders on macOS; a file that's written elsewhere has the same learners."""
    file = tmp_path / "ids.csv"
    file.write_text(f"learner,ID\n{name},1\n", encoding="utf-8")

    assert read_ids(file).of(learner) == "1"
    assert Ids("ID", {name: "1"}).of(learner) == "1"
    assert Ids("ID", {name: "1"}).of("Jose") is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"", "the first line must have the heads of two columns, such as `learner,ID number`"),
        (b"one,1\n", "the first line must have the heads"),
        (b"learner,ID,name\n", "the first line must have the heads"),
        (b"learner,ID\none\n", "a learner and an id are expected, not `one`"),
        (b"learner,ID\none,\n", "a learner and an id are expected, not `one,`"),
        (b"learner,ID\none,1\none,2\n", "`one,2` has a learner or an id that another line has too"),
        ("learner,ID\nJos\u00e9,1\nJose\u0301,2\n".encode(), "has a learner or an id that another line has too"),
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
