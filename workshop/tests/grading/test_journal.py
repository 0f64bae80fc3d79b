"""The journal keeps every grade as soon as it's ready."""

import os
from pathlib import Path

import pytest

from tests.verdicts import make_test, make_verdict
from workshop.course.exercise import Exercise
from workshop.errors import MachineError, UsageError
from workshop.grading.journal import Journal, JournalEntry, fingerprint, open_journal
from workshop.judging.verdict import Verdict


def entry(learner: str, key: str = "key", error: str = "") -> JournalEntry:
    """Return an entry of a verdict without tests."""
    return JournalEntry(learner, "13-doubles", key, Verdict(error=error), 1.5)


def write(path: Path, *entries: JournalEntry) -> None:
    """Write a journal with these entries."""
    with Journal(path) as journal:
        for each in entries:
            journal.append(each)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the path of a journal that doesn't exist yet."""
    return tmp_path / "grades.csv.journal"


class TestFingerprint:
    """It's the same only for the same suite under the same conditions."""

    def test_the_order_of_the_files_does_not_matter(self) -> None:
        """Folders are listed in any order."""
        assert fingerprint({"a": b"1", "b": b"2"}, "x") == fingerprint({"b": b"2", "a": b"1"}, "x")

    @pytest.mark.parametrize(
        ("suite", "others"),
        [
            pytest.param({"a": b"2", "b": b""}, ["x", "y"], id="a text"),
            pytest.param({"c": b"1", "b": b""}, ["x", "y"], id="a name"),
            pytest.param({"a": b"1"}, ["x", "y"], id="one file fewer"),
            pytest.param({"a": b"1", "b": b""}, ["x", "z"], id="a condition"),
            pytest.param({"a": b"1", "b": b""}, ["xy"], id="the limits of texts"),
            pytest.param({"a": b"", "1b": b""}, ["x", "y"], id="the limits of names"),
        ],
    )
    def test_everything_else_matters(self, suite: dict[str, bytes], others: list[str]) -> None:
        """Each difference gives another fingerprint."""
        assert fingerprint(suite, *others) != fingerprint({"a": b"1", "b": b""}, "x", "y")

    def test_names_need_not_be_text(self) -> None:
        """A folder may have been made by a system with another encoding."""
        assert fingerprint({"caf\udce9": b""}) != fingerprint({"caf\udcea": b""})


class TestJournal:
    """What one run appends, the next one finds."""

    def test_an_entry_is_found_by_the_next_run(self, path: Path, exercise: Exercise) -> None:
        """With everything in its verdict, even text that can't be encoded."""
        verdict = make_verdict(
            exercise,
            make_test("test_\udc80", "sound", "squares", evidence="\x1b", seconds=0.25),
            make_test("b", "wrong"),
        )
        written = JournalEntry("\udce9", "13-doubles", "key", verdict, 2.5)
        write(path, written)

        journal = Journal(path)

        assert journal.read() == 1
        assert journal.find("\udce9", "key") == written

    def test_an_entry_is_on_the_disk_at_once(self, path: Path) -> None:
        """A crash right after it loses nothing."""
        with Journal(path) as journal:
            journal.append(entry("one"))

            assert Journal(path).read() == 1

    def test_another_suite_is_not_found(self, path: Path) -> None:
        """It has another fingerprint."""
        write(path, entry("one"))

        journal = open_journal(path, resume=True)

        assert journal.find("one", "other key") is None

    def test_the_verdict_on_the_same_suite_of_another_learner_is_found(self, path: Path) -> None:
        """It needn't be judged again, unless it's an error, which may have been bad luck."""
        write(path, entry("one", "good"), entry("one", "bad", "timed out"))

        journal = open_journal(path, resume=True)

        assert journal.find("two", "good") == entry("one", "good")
        assert journal.find("two", "bad") is None
        assert journal.find("one", "bad") == entry("one", "bad", "timed out")

    @pytest.mark.parametrize("text", [None, b"", b"[]\n", b"\xff\n"], ids=["no file", "nothing", "no entry", "no text"])
    def test_what_is_not_in_the_file_any_more_is_not_found(self, text: bytes | None, path: Path) -> None:
        """Somebody has changed it meanwhile: then the suite is judged again."""
        write(path, entry("one"))
        journal = open_journal(path, resume=True)
        path.unlink()
        if text is not None:
            path.write_bytes(text)

        assert journal.find("one", "key") is None

    def test_another_entry_in_its_place_is_not_found(self, path: Path) -> None:
        """It's about another suite."""
        write(path, entry("one"))
        journal = open_journal(path, resume=True)
        write(path, entry("one", "new"))

        assert journal.find("one", "key") is None

    def test_an_entry_is_written_once(self, path: Path) -> None:
        """Also if an earlier run has written it."""
        write(path, entry("one"))

        with open_journal(path, resume=True) as journal:
            journal.append(entry("one"))
            journal.append(entry("two"))
            journal.append(entry("two"))

        assert len(path.read_bytes().splitlines()) == 2

    @pytest.mark.parametrize("kept", [1, 20, -1])
    def test_a_torn_last_line_is_dropped(self, kept: int, path: Path) -> None:
        """The process was killed while it wrote it; the next entry gets a line of its own."""
        write(path, entry("one"), entry("two"))
        first, second = path.read_bytes().splitlines(keepends=True)
        path.write_bytes(first + second[:kept])

        with open_journal(path, resume=True) as journal:
            assert (journal.find("one", "key"), journal.read()) != (None, 0)
            journal.append(entry("three"))

        assert Journal(path).read() == 2

    @pytest.mark.parametrize("line", [b"\0\0\0", b"\xff", b"[]", b'["JournalEntry", {}]', b'["Verdict", {}]'])
    def test_a_line_of_something_else_is_ignored(self, line: bytes, path: Path) -> None:
        """Nothing that a disk does to the journal stops a class."""
        write(path, entry("one"))
        path.write_bytes(line + b"\n" + path.read_bytes())

        assert Journal(path).read() == 1

    def test_nothing_is_appended_after_the_end(self, path: Path) -> None:
        """A thread may be late when the class is interrupted."""
        with Journal(path) as journal:
            pass
        journal.append(entry("late"))

        assert path.read_bytes() == b""

    def test_a_path_that_cannot_be_read_or_written_is_an_error(self, tmp_path: Path) -> None:
        """It's named."""
        with pytest.raises(MachineError, match="can't be read: "):
            Journal(tmp_path).read()
        with pytest.raises(MachineError, match="can't be written: "):
            Journal(tmp_path).__enter__()

    def test_a_full_disk_is_an_error(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The grade isn't safe, and that must be said."""

        def fsync(_: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "fsync", fsync)

        with Journal(path) as journal, pytest.raises(MachineError, match="can't be written: No space left on device"):
            journal.append(entry("one"))

        assert path.read_bytes() == b""
        assert journal.find("one", "key") is None


class TestOpenJournal:
    """The grades of an interrupted run are neither lost nor taken over without being asked."""

    def test_without_a_choice_earlier_grades_are_refused(self, path: Path) -> None:
        """The message says how many there are, and what to do."""
        write(path, entry("one"), entry("two"))

        with pytest.raises(UsageError) as error:
            open_journal(path, resume=None)

        assert f"{error.value}" == (
            f"an interrupted run left 2 grades in {path}: "
            "go on from there with --resume, or grade everything again with --restart"
        )

    def test_an_empty_journal_needs_no_choice(self, path: Path) -> None:
        """The run was interrupted before its first grade."""
        path.touch()

        with open_journal(path, resume=None) as journal:
            journal.append(entry("one"))

    def test_a_restart_drops_earlier_grades(self, path: Path) -> None:
        """Everything is graded again."""
        write(path, entry("one"))

        with open_journal(path, resume=False) as journal:
            assert journal.find("one", "key") is None

        assert path.read_bytes() == b""
