"""Archives are unpacked within limits, and nowhere else than where they should be."""

import errno
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_BZIP2, ZipFile

import pytest

from tests.grading.zips import Files, make_link, make_zip, read_files
from workshop.errors import MachineError, UsageError
from workshop.grading import unpacking
from workshop.grading.archive_format import open_archive
from workshop.grading.entries import Entry
from workshop.grading.unpacking import Unpacker, learners_errors


def unpack(data: bytes, folder: Path) -> dict[str, str]:
    """Unpack an archive, and return the files."""
    with open_archive(BytesIO(data)) as entries:
        Unpacker(folder / "learner", "answers".__eq__).add(entries)
    return read_files(folder / "learner")


def test_files_are_unpacked(tmp_path: Path) -> None:
    """In their folders, as programs on Windows write them too; what's never part of a suite is left out."""
    files = {
        "test_game.py": "1",
        "more//./helper.py": "2",
        "windows\\data.txt": "3",
        "folder/": "",
        ".git/config": "4",
        "__MACOSX/._test_game.py": "5",
        "__pycache__/test_game.pyc": "6",
    }

    assert unpack(make_zip(files), tmp_path) == {"test_game.py": "1", "more/helper.py": "2", "windows/data.txt": "3"}


def test_an_archive_in_it_is_unpacked_too(tmp_path: Path) -> None:
    """Without the folders around its files, except those that tests may be in; one that's deeper is a file."""
    inner = make_zip({"project/answers/13-doubles/test_doubles.py": "inner", "project/answers/data.bin": "data"})

    found = unpack(make_zip({"hand-in.ZIP": inner, "notes.txt": "outer", "more/deep.zip": "zip"}), tmp_path)

    assert found == {
        "answers/13-doubles/test_doubles.py": "inner",
        "answers/data.bin": "data",
        "notes.txt": "outer",
        "more/deep.zip": "zip",
    }


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("../evil.py", "../evil.py in the archive leads out of the archive"),
        ("a/../../evil.py", "a/../../evil.py in the archive leads out of the archive"),
        ("a\\..\\evil.py", "a/../evil.py in the archive leads out of the archive"),
        ("/etc/evil.py", "/etc/evil.py in the archive is an absolute path"),
        ("C:\\evil.py", "C:/evil.py in the archive is an absolute path"),
        ("\x1b/../evil.py", r"\x1b/../evil.py in the archive leads out of the archive"),
    ],
)
@pytest.mark.parametrize("is_nested", [False, True], ids=["outer", "nested"])
def test_paths_that_lead_out_are_refused(name: str, problem: str, is_nested: bool, tmp_path: Path) -> None:  # noqa: FBT001
    """Nothing is written outside."""
    data = make_zip({name: "evil"})

    with pytest.raises(UsageError) as error:
        unpack(make_zip({"nested.zip": data}) if is_nested else data, tmp_path)

    assert f"{error.value}" == problem
    assert [*tmp_path.rglob("*.py")] == []


@pytest.mark.parametrize("name", ["/.", "\\.", ".", "\0"], ids=["slash", "backslash", "dot", "nothing"])
@pytest.mark.parametrize("is_nested", [False, True], ids=["outer", "nested"])
def test_an_entry_without_a_name_is_left_out(name: str, is_nested: bool, tmp_path: Path) -> None:  # noqa: FBT001
    """An archive may be damaged; what else is in it is unpacked."""
    marks = "#" * len(name)  # since a name that's written is cut at a null character
    data = make_zip({marks: "", "test_game.py": "1"}).replace(marks.encode(), name.encode())

    assert unpack(make_zip({"nested.zip": data}) if is_nested else data, tmp_path) == {"test_game.py": "1"}


def test_paths_that_are_too_deep_are_refused() -> None:
    """Taking the outer folders off, one by one, would take gigabytes; a message shows only the beginning."""
    with open_archive(BytesIO(make_zip({"a/" * 32_000 + "b": "", "c/" * 49 + "d": ""}))) as entries:
        found = [(len(entry.parts), entry.problem) for entry in entries]

    assert found == [(50, f"{'a/' * 100} in the archive is in too many folders inside each other"), (50, "")]


def test_links_are_refused(tmp_path: Path) -> None:
    """They may lead to the files of others."""
    with pytest.raises(UsageError, match=r"test_game\.py in the archive is a link, or no regular file"):
        unpack(make_link("test_game.py", "/etc/passwd"), tmp_path)


def test_encrypted_files_are_refused(tmp_path: Path) -> None:
    """Nobody knows the password."""
    data = bytearray(make_zip({"test_game.py": "1"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1  # the flag in the list of files

    with pytest.raises(UsageError, match=r"test_game\.py in the archive is encrypted"):
        unpack(bytes(data), tmp_path)


def test_unusual_compression_is_refused(tmp_path: Path) -> None:
    """Some hundred bytes of it could become gigabytes at once."""
    data = BytesIO()
    with ZipFile(data, "w", ZIP_BZIP2) as archive:
        archive.writestr("test_game.py", "1")

    with pytest.raises(UsageError, match=r"test_game\.py in the archive is compressed in an unusual way"):
        unpack(data.getvalue(), tmp_path)


def broken_zip() -> bytes:
    """Return an archive whose file doesn't have the checksum that it should have."""
    return make_zip({"test_game.py": "x"}).replace(b"\x83\x16\xdc\x8c", b"\x83\x16\xdc\x8d")


@pytest.mark.parametrize("nested", [b"no archive", broken_zip(), b""], ids=["other", "broken", "empty"])
def test_broken_archives_are_refused(nested: bytes, tmp_path: Path) -> None:
    """The message says so."""
    with pytest.raises(UsageError, match="the archive can't be read: "):
        unpack(make_zip({"hand-in.zip": nested}), tmp_path)


class TestLimits:
    """A learner may hand in only so much; it's counted while it's unpacked, whatever the archive says."""

    @pytest.fixture(autouse=True)
    def limits(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Make the limits small."""
        monkeypatch.setattr(unpacking, "MAX_BYTES", 1000)
        monkeypatch.setattr(unpacking, "MAX_FILES", 3)
        monkeypatch.setattr(unpacking, "CHUNK", 100)

    @pytest.mark.parametrize(
        "files",
        [
            {"bomb": "0" * 1001},
            {"half": "0" * 501, "other": "0" * 500},
            {"bomb.zip": make_zip({"bomb": "0" * 100_000})},
            {"a": "", "b": "", "c": "", "d": ""},
            {"nested.zip": make_zip({"a": "", "b": "", "c": ""})},
        ],
        ids=["bytes", "bytes of two", "nested bytes", "files", "nested files"],
    )
    def test_more_is_refused(self, files: Files, tmp_path: Path) -> None:
        """A bomb is stopped while it's small."""
        with pytest.raises(UsageError, match="unpacked it has more than 1,000 bytes or 3 files"):
            unpack(make_zip(files), tmp_path)

        assert sum(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file()) <= 1000

    def test_as_much_as_that_is_accepted(self, tmp_path: Path) -> None:
        """Both limits at once."""
        files = {"a": "0" * 998, "b": "0", "c": "0"}

        assert unpack(make_zip(files), tmp_path) == files


def test_names_that_cannot_be_are_the_learners_error(tmp_path: Path) -> None:
    """A name may be too long, or both that of a file and of a folder."""
    with pytest.raises(UsageError, match="it can't be unpacked: "):
        unpack(make_zip({"x" * 300: ""}), tmp_path)
    with pytest.raises(UsageError, match="it can't be unpacked: "):
        Unpacker(tmp_path / "other", lambda _: False).add([Entry(("a",), BytesIO), Entry(("a", "b"), BytesIO)])


def test_what_the_machine_refuses_is_not_the_learners_error() -> None:
    """No learner fills a disk."""
    with pytest.raises(MachineError, match="no space left"), learners_errors():
        raise OSError(errno.ENOSPC, "No space left on device", "file")


def test_what_comes_later_replaces_files(tmp_path: Path) -> None:
    """And that's reported."""
    unpacker = Unpacker(tmp_path / "learner", lambda _: False)

    replaced = [
        unpacker.add([Entry((name,), lambda text=text: BytesIO(text))])  # type: ignore[misc]
        for name, text in [("a", b"1"), ("b", b"2"), ("a", b"3")]
    ]

    assert replaced == [False, False, True]
    assert read_files(tmp_path / "learner") == {"a": "3", "b": "2"}
