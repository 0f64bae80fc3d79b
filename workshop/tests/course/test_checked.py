"""A verdict knows where to point the learner."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.doubles import START, write_exercise
from workshop.course.checked import Checked
from workshop.judging.verdict import JudgedTest, Verdict

FILE = Path("answers", "13-doubles", "test_doubles.py")
SHOWN = FILE.as_posix()
SOUND = JudgedTest("test_doubles.py::test_zero", "sound", "kills 2 of 5", ("squares",), line=6)
WRONG = JudgedTest("test_doubles.py::test_half", "wrong", "on the program: assert 2 == 1", (), line=8)
NOWHERE = JudgedTest("test_doubles.py::test_ghost", "skipped", "it never ran to its end", ())


def checked(root: Path, verdict: Verdict) -> Checked:
    """Return a verdict on the start of the small exercise."""
    return Checked(write_exercise(root), FILE.parent, FILE, {FILE.name: START.encode()}, verdict, seconds=0.5)


def test_remarkable_tests_have_a_remark(tmp_path: Path) -> None:
    """A sound test that kills a mutant has none."""
    assert checked(tmp_path, Verdict((SOUND, WRONG, NOWHERE))).remarkable() == [WRONG, NOWHERE]


@pytest.mark.parametrize(
    ("test", "where", "line"),
    [
        pytest.param(SOUND, f"{FILE}:6", "def test_zero() -> None:", id="known"),
        pytest.param(WRONG, f"{FILE}:8", "assert double(0) == 0", id="last line"),
        pytest.param(NOWHERE, f"{FILE}", "", id="unknown"),
    ],
)
def test_location_is_file_and_line(test: JudgedTest, where: str, line: str, tmp_path: Path) -> None:
    """Without a line there's the file alone."""
    shown = checked(tmp_path, Verdict((test,)))

    assert (shown.where(test), shown.line(test)) == (where, line)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\f\n# für\ndef test_zero() -> None:\n".encode(), id="a form feed"),
        pytest.param("# coding: latin-1\n# für\ndef test_für() -> None:\n".encode("latin-1"), id="Latin-1"),
        pytest.param(b"\xfc\n\ndef test_zero() -> None:\n", id="no encoding that Python knows"),
        pytest.param(b"\xef\xbb\xbf\r\n\r\ndef test_zero() -> None:\r\n", id="a byte order mark and CRLF"),
    ],
)
def test_line_is_the_one_that_python_counts(text: bytes, tmp_path: Path) -> None:
    """It's read with the encoding of the file, and only the ends of lines end one."""
    shown = replace(checked(tmp_path, Verdict()), suite={FILE.name: text})

    assert shown.line(replace(SOUND, line=3)) in ("def test_zero() -> None:", "def test_für() -> None:")


def test_a_note_has_a_location_too(tmp_path: Path) -> None:
    """Files in folders keep their path in the suite."""
    shown = replace(checked(tmp_path, Verdict()), suite={"more/mine.py": b"\ndef test_a(): ...\n"})

    assert [shown.where(note) for note in shown.notes()] == [f"{FILE.parent / 'more' / 'mine.py'}:2"]


@pytest.mark.parametrize(
    ("error", "shown"),
    [
        ('File "/suite/test_doubles.py", line 3\n    def', f"{SHOWN}:3\n    def"),
        ("/suite/test_doubles.py:1: in <module>", f"{SHOWN}:1: in <module>"),
        ("test_doubles.py:1: in <module>\n    import x\nE   No", f"{SHOWN}:1: in <module>\n    import x\nE   No"),
        ("/suite/test_doubles.py\nFailed: no", f"{SHOWN}\nFailed: no"),
        ("E   No file test_doubles.py", "E   No file test_doubles.py"),
        (r"C:\\suite\\test_doubles.py:1: error", f"{SHOWN}:1: error"),
        ("(test_doubles.py:1)", f"({SHOWN}:1)"),
        ('File "/a b/test_doubles.py", line 3', f"{SHOWN}:3"),
        ("ModuleNotFoundError: No module named 'x'", "ModuleNotFoundError: No module named 'x'"),
        ("my_test_doubles.py:3", "my_test_doubles.py:3"),
        ("/usr/lib/python3.11/test_doubles.py:3", "/usr/lib/python3.11/test_doubles.py:3"),
    ],
    ids=[
        "traceback",
        "pytest",
        "lines",
        "a file without a line",
        "a file in a sentence",
        "windows",
        "parentheses",
        "a folder with a space",
        "no location",
        "another file",
        "a file of Python",
    ],
)
def test_error_has_the_location_of_the_learners_file(error: str, shown: str, tmp_path: Path) -> None:
    """The copy that was judged is gone by then."""
    assert checked(tmp_path, Verdict(error=error)).error() == shown
