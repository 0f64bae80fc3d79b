"""A journal of another version is refused, since its grades can't be compared with ours."""

import json
from pathlib import Path

import pytest

from tests.grading.beliefs import MINUS, wrong_test
from tests.verdicts import make_verdict
from workshop.course.exercise import Exercise
from workshop.errors import UsageError
from workshop.grading.journal import Journal, JournalEntry, file_digests, open_journal

DIGESTS = file_digests({"test_doubles.py": b"text"})


@pytest.fixture
def path(tmp_path: Path, exercise: Exercise) -> Path:
    """Return the path of a journal with a grade, whose verdict has a misconception."""
    verdict = make_verdict(exercise, wrong_test(MINUS, accepts=("squares",), matter=("shrinks",)))
    path = tmp_path / "grades.csv.journal"
    with Journal(path) as journal:
        journal.append(JournalEntry("one", exercise.name, "key", verdict, 1.5, DIGESTS))
    return path


def without(path: Path, *keys: str) -> None:
    """Rewrite the only entry without some of its keys, as another version may have written it."""
    name, values = json.loads(path.read_text(encoding="utf-8"))
    others = {key: value for key, value in values.items() if key not in keys}
    path.write_text(json.dumps([name, others], separators=(",", ":")) + "\n", encoding="utf-8")


def test_our_own_has_everything(path: Path) -> None:
    """What a test has checked, too."""
    entry = open_journal(path, resume=True).find("one", "key")

    assert entry is not None
    assert entry.files == DIGESTS
    rejection = entry.verdict.tests[0].rejection
    assert rejection is not None
    assert (rejection.check, rejection.accepts, rejection.matter) == (MINUS, ("squares",), ("shrinks",))


@pytest.mark.parametrize("resume", [True, None])
def test_one_of_another_version_is_refused(resume: bool | None, path: Path) -> None:  # noqa: FBT001
    """The message says what to do; no grade is lost."""
    without(path, "files", "version")
    before = path.read_bytes()

    with pytest.raises(UsageError) as error:
        open_journal(path, resume=resume)

    assert f"{error.value}" == (
        f"another version of workshop has written {path}, and its grades can't be taken over: go on with that version,"
        " or grade everything again with --restart"
    )
    assert path.read_bytes() == before


def test_a_restart_drops_it(path: Path) -> None:
    """It's what the message suggests."""
    without(path, "files", "version")

    with open_journal(path, resume=False) as journal:
        assert journal.find("one", "key") is None


def test_damage_is_no_other_version(path: Path) -> None:
    """An entry of our version that lacks something is left out."""
    without(path, "files")

    assert Journal(path).read() == 0
