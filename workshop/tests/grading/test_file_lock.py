"""Two runs of `grade` can't write to the same journal at the same time."""

import sys
from pathlib import Path

import pytest

from workshop.engine.codec import encode
from workshop.errors import UsageError
from workshop.grading.journal import Journal, JournalEntry, open_journal
from workshop.judging.verdict import Verdict


def entry(learner: str) -> JournalEntry:
    """Return an entry of a verdict without tests."""
    return JournalEntry(learner, "13-doubles", "key", Verdict(), 1.5)


def test_a_second_run_is_refused(tmp_path: Path) -> None:
    """It's told to wait, and can begin when the first one has ended."""
    path = tmp_path / "grades.csv.journal"

    with (
        Journal(path),
        pytest.raises(UsageError, match=f"^another run writes to {path} at the moment; wait for its end$"),
    ):
        Journal(path).__enter__()

    with Journal(path):
        assert path.exists()


def test_a_second_run_that_begins_later_has_all_grades_of_the_first(tmp_path: Path) -> None:
    """It has looked at the journal before; what was written since is neither cut off nor forgotten."""
    path = tmp_path / "grades.csv.journal"
    earliest = open_journal(path, resume=True)
    with Journal(path) as first:
        first.append(entry("one"))
        later = open_journal(path, resume=True)
        first.append(entry("two"))

    for second in (later, earliest):
        with second:
            second.append(entry("three"))

            assert second.find("two", "key") == entry("two")
    assert Journal(path).read() == 3


def test_a_second_run_begins_again_when_the_journal_is_gone(tmp_path: Path) -> None:
    """The first run had graded everything."""
    path = tmp_path / "grades.csv.journal"
    with Journal(path) as first:
        first.append(entry("one"))
        second = open_journal(path, resume=True)
        first.remove()

    with second:
        second.append(entry("one"))

    assert path.read_bytes() == encode(entry("one")).encode()


@pytest.mark.skipif(sys.platform == "win32", reason="an open file can't be removed there")
def test_the_journal_is_locked_until_it_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No other run can begin with a file that's removed at once."""
    path = tmp_path / "grades.csv.journal"
    unlink = Path.unlink

    def unlink_locked(self: Path, *, missing_ok: bool) -> None:
        with pytest.raises(UsageError, match="another run writes to"):
            Journal(path).__enter__()
        unlink(self, missing_ok=missing_ok)

    with Journal(path) as journal:
        monkeypatch.setattr(Path, "unlink", unlink_locked)
        journal.remove()

    assert not path.exists()
