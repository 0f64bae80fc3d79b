"""Names in archives are read as they were meant, whatever program has written them."""

from io import BytesIO

import pytest

from tests.grading.zips import make_zip
from workshop.grading.archive_format import open_archive


def names_in(data: bytes) -> list[str]:
    """Return the names of the files in an archive, which can be read by them."""
    with open_archive(BytesIO(data)) as entries:
        for entry in entries:
            entry.open().close()
    return ["/".join(entry.parts) for entry in entries]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        pytest.param("m\u00fcll.csv".encode(), "m\u00fcll.csv", id="composed"),
        pytest.param("mu\u0308ll.csv".encode(), "m\u00fcll.csv", id="decomposed"),
        pytest.param("\u540d\u524d/\u540d.csv".encode(), "\u540d\u524d/\u540d.csv", id="Chinese, also of a folder"),
        pytest.param("m\u00fcll.csv".encode("cp437"), "m\u00fcll.csv", id="in the old encoding"),
    ],
)
def test_a_name_in_utf_8_needs_no_flag(written: bytes, name: str) -> None:
    """The Finder of macOS sets none, and decomposes names; a test opens a file by the name that it has in its text."""
    marks = "#" * len(written)  # since a name that isn't in ASCII is written with the flag
    data = make_zip({marks: ""}).replace(marks.encode(), written)

    assert names_in(data) == [name]


def test_a_name_with_the_flag_is_composed_too() -> None:
    """It's read as it is otherwise, also if the old encoding doesn't have it."""
    assert names_in(make_zip({"mu\u0308ll.csv": "", "\u2603.csv": ""})) == ["m\u00fcll.csv", "\u2603.csv"]
