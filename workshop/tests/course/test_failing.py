"""How tests fail on a mutant, as plain pytest shows it."""

from pathlib import Path

import pytest

from tests.doubles import SOLUTION, TABLE
from workshop.course import failing
from workshop.course.exercise import Exercise, read_exercise
from workshop.course.failing import failing_output

FILE = "test_doubles.py"
PROPERTY = """from hypothesis import given, strategies as st

from doubles import double


@given(st.integers())
def test_half_of_the_double(number):
    assert double(number) // 2 == number
"""
WITH_SERVER = """import os

from doubles import double


def test_examples():
    assert os.environ["REDIS_URL"].startswith("redis://")
    assert os.environ["REDIS_URL"] == os.environ["WORKSHOP_REDIS_URL"]
    assert double(3) == 6
"""
WARNS = """import warnings

from doubles import double


def test_examples(tmp_path):
    (tmp_path / "file").touch()
    warnings.warn("careful")
    assert double(3) == 6
"""
WITH_HELPER = {
    "conftest.py": b"import pytest\n\n@pytest.fixture\ndef three():\n    return 3\n",
    "helper.py": b"def six():\n    return 6\n",
    "more/test_doubles.py": b"from doubles import double\n\ndef test(three, mocker):\n    assert double(three) == 6\n",
    "test_six.py": b"from helper import six\n\ndef test(cache):\n    assert six() == 6\n",
}


def test_failing_assertion_is_shown(exercise: Exercise) -> None:
    """As pytest shows it, and nothing around it that differs from run to run."""
    output = failing_output(exercise, exercise.find("squares"), {FILE: SOLUTION.encode()}, [FILE], 80)

    lines = output.splitlines()
    assert lines[0] == " FAILURES ".center(80, "=")
    assert ">       assert (double(3), double(-3)) == (6, -6)" in lines
    assert lines[-1] == "test_doubles.py:8: AssertionError"


@pytest.mark.slow
def test_failing_assertion_is_shown_in_narrow_terminal(exercise: Exercise) -> None:
    """Though pytest has room for only a few marks around what comes after it; for fewer columns it takes 80."""
    output = failing_output(exercise, exercise.find("squares"), {FILE: SOLUTION.encode()}, [FILE], 40)

    assert output.splitlines()[-1] == "test_doubles.py:8: AssertionError"


@pytest.mark.measures_processes
def test_smallest_counterexample_is_shown(exercise: Exercise) -> None:
    """Hypothesis finds it with the judge's settings; what it says of patches is left out."""
    output = failing_output(exercise, exercise.find("loses-the-minus"), {FILE: PROPERTY.encode()}, [FILE], 80)

    assert "number=-1" in output
    assert "patch" not in output


def test_whole_suite_is_there(exercise: Exercise) -> None:
    """Helpers, a conftest.py, folders and fixtures of plugins; the first of the wanted tests that fails is shown."""
    wanted = ["test_six.py::test", "more/test_doubles.py::test"]

    output = failing_output(exercise, exercise.find("squares"), WITH_HELPER, wanted, 80)

    assert output.splitlines()[-1] == "more/test_doubles.py:4: AssertionError"


def test_warnings_and_temporary_files_do_not_stay(
    exercise: Exercise, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is shown is how the test fails."""
    monkeypatch.setattr("tempfile.tempdir", f"{tmp_path}")
    before = {*tmp_path.iterdir()}

    output = failing_output(exercise, exercise.find("squares"), {FILE: WARNS.encode()}, [FILE], 80)

    assert output.splitlines()[-1] == "test_doubles.py:9: AssertionError"
    assert {*tmp_path.iterdir()} == before


def test_output_is_read_as_every_system_writes_it(exercise: Exercise, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows, lines end in CRLF, and the encoding of a pipe isn't UTF-8."""
    monkeypatch.setenv("PYTHONIOENCODING", "latin-1")
    suite = {
        FILE: SOLUTION.replace("== (6, -6)", "== (6, -6), 'größer'").encode(),
        "sitecustomize.py": b"import sys\n\nsys.stdout.reconfigure(newline='\\r\\n')\n",
    }

    output = failing_output(exercise, exercise.find("squares"), suite, [FILE], 80)

    lines = output.split("\n")
    assert lines[0] == " FAILURES ".center(80, "=")
    assert "E       AssertionError: größer" in lines


@pytest.mark.slow
def test_tests_have_a_server_if_they_need_one(exercise: Exercise) -> None:
    """One of their own."""
    table = TABLE.replace("hints =", 'requirements = ["redis"]\nhints =', 1)
    (exercise.folder / "exercise.toml").write_text(table, encoding="utf-8")
    exercise = read_exercise(exercise.folder)

    output = failing_output(exercise, exercise.find("squares"), {FILE: WITH_SERVER.encode()}, [FILE], 80)

    assert ">       assert double(3) == 6" in output


@pytest.mark.slow
def test_tests_that_pass_show_nothing(exercise: Exercise, monkeypatch: pytest.MonkeyPatch) -> None:
    """None of the seeds made one fail."""
    monkeypatch.setattr(failing, "SEEDS", range(2))

    output = failing_output(exercise, exercise.find("loses-the-minus"), {FILE: WITH_SERVER.encode()}, ["none.py"], 80)

    assert output == ""


def test_tests_that_do_not_end_show_nothing(exercise: Exercise, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are killed."""
    monkeypatch.setattr(failing, "LINT_TIMEOUT", 0.0)

    output = failing_output(exercise, exercise.find("squares"), {FILE: SOLUTION.encode()}, [FILE], 80)

    assert output == ""
