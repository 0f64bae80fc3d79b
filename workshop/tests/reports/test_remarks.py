"""The words that every report of a verdict shares."""

from dataclasses import replace
from typing import get_args

import pytest

from tests.verdicts import make_checked, make_test
from workshop.course.exercise import Exercise
from workshop.engine.sandbox import features
from workshop.judging.status import TestStatus
from workshop.judging.verdict import JudgedTest
from workshop.reports.remarks import (
    ADVICE,
    IN_AN_EMPTY_FOLDER,
    MAY_BE_REFUSED,
    advice,
    conclusion,
    first_to_fix,
    phrase,
    short_name,
)

REFUSED = "PermissionError: [Errno 13] Permission denied"
ALL = ("squares", "adds-two", "loses-the-minus", "shrinks", "answers-with-text")


def test_every_remark_has_advice() -> None:
    """The reader learns what to do about each status that isn't sound, and about those that are sound."""
    assert sorted(ADVICE) == sorted(
        {*get_args(TestStatus), "smoke", "never asserts", "finds nothing", "slow"} - {"sound"}
    )


@pytest.mark.parametrize(
    ("test", "name"),
    [
        pytest.param("test_runs.py::test_a", "test_a", id="a function"),
        pytest.param("test_runs.py::TestRuns::test_a", "TestRuns::test_a", id="a method"),
        pytest.param("test_runs.py", "test_runs.py", id="a file"),
        pytest.param("test_runs.py::test_a[\x1b\udc80]", r"test_a[\x1b\udc80]", id="unprintable"),
    ],
)
def test_a_short_name_has_no_file(test: str, name: str) -> None:
    """What failed may also be the file itself."""
    assert short_name(test) == name


@pytest.mark.parametrize(("length", "end"), [(300, "x"), (301, "…")])
def test_a_short_name_is_short(length: int, end: str) -> None:
    """An example in its brackets can have a million characters."""
    name = short_name(f"test_a.py::{'x' * length}")

    assert (len(name), name[-1]) == (300, end)


@pytest.mark.parametrize(("status", "expected"), [("wrong", "is wrong"), ("timed out", "timed out")])
def test_a_phrase_follows_the_name(status: TestStatus, expected: str) -> None:
    """It's a verb in any case."""
    assert phrase(make_test("test_a", status)) == expected


def test_a_property_that_finds_nothing_has_its_phrase() -> None:
    """It says so, and its advice says what to try."""
    test = replace(make_test("test_a"), finds_nothing=True)

    assert phrase(test) == "finds nothing"
    assert "@invariant" in ADVICE[test.remark]


@pytest.mark.parametrize(
    ("status", "evidence", "landlock", "expected"),
    [
        pytest.param("broken", REFUSED, 6, MAY_BE_REFUSED, id="refused"),
        pytest.param("broken", REFUSED, 0, ADVICE["broken"], id="no sandbox"),
        pytest.param("broken", "NameError: name 'say' is not defined", 6, ADVICE["broken"], id="another error"),
        pytest.param("broken", "PermissionError: no", 6, MAY_BE_REFUSED, id="refused without a reason"),
        pytest.param("broken", f"Error: [('a', 'b', '{REFUSED}')]", 6, MAY_BE_REFUSED, id="refused in a list"),
        pytest.param("broken", "OSError: Operation not permitted", 6, MAY_BE_REFUSED, id="refused in other words"),
        pytest.param("wrong", f"on the program: {REFUSED}", 6, MAY_BE_REFUSED, id="refused to the program"),
        pytest.param("wrong", "PermissionError: the bill isn't paid", 6, ADVICE["wrong"], id="another status"),
    ],
)
def test_advice_names_the_sandbox_if_it_may_have_refused_something(
    status: TestStatus, evidence: str, landlock: int, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Plain pytest has no sandbox, so the test may be right there; nor have Windows and macOS one."""
    monkeypatch.setattr(features, "landlock_version", lambda: landlock)

    assert advice(make_test("test_a", status, evidence=evidence)) == expected


@pytest.mark.parametrize(
    ("status", "name", "expected"),
    [
        pytest.param("broken", "words.txt", IN_AN_EMPTY_FOLDER, id="a file"),
        pytest.param("broken", "data/words", IN_AN_EMPTY_FOLDER, id="in a folder"),
        pytest.param("order-dependent", "words.txt", IN_AN_EMPTY_FOLDER, id="in another test's folder"),
        pytest.param("broken", "/srv/words.txt", ADVICE["broken"], id="a whole path"),
        pytest.param("broken", r"C:\\words.txt", ADVICE["broken"], id="a whole path on Windows"),
        pytest.param("broken", "git", ADVICE["broken"], id="a command"),
        pytest.param("wrong", "words.txt", ADVICE["wrong"], id="out of the program"),
    ],
)
def test_advice_says_how_to_open_a_file_beside_the_tests(status: TestStatus, name: str, expected: str) -> None:
    """Its name alone is enough for plain pytest in that folder."""
    evidence = f"FileNotFoundError: [Errno 2] No such file or directory: '{name}'"

    assert advice(make_test("test_a", status, evidence=evidence)) == expected


def test_the_first_test_to_fix_is_explained() -> None:
    """As the verdict explains it, with what a terminal would obey escaped."""
    tests = [make_test("test_a", "timed out", evidence="It was still running\x1b."), make_test("test_b", "wrong")]

    advice = ADVICE["timed out"]
    expected = f"test_a timed out. Fix it before you go on:\n\n  It was still running\\x1b.\n\n{advice}"
    assert first_to_fix(tests) == expected


def test_an_error_of_the_whole_suite_comes_before_its_tests() -> None:
    """Its lines are those of the verdict."""
    assert first_to_fix([], "SyntaxError:\n  \x1b") == "The tests can't be run:\n\n    SyntaxError:\n      \\x1b"


@pytest.mark.parametrize(
    ("tests", "expected"),
    [
        pytest.param(
            [make_test("test_a", "sound", *ALL)],
            "Done: every mutant is killed and every test is accepted (0.2 s).",
            id="done",
        ),
        pytest.param(
            [make_test("test_a", "sound", *ALL), make_test("test_b", "wrong")],
            "Next: fix 1 test (0.2 s). Stuck? Try `workshop hint`.",
            id="one test to fix",
        ),
        pytest.param(
            [make_test("test_a", "sound", *ALL[1:])],
            "Next: kill 1 mutant (0.2 s). Stuck? Try `workshop hint`.",
            id="one survivor",
        ),
        pytest.param(
            [make_test("test_a", "flaky"), make_test("test_b", "wrong"), make_test("test_c", "vacuous")],
            "Next: fix 2 tests and kill 5 mutants (0.2 s). Stuck? Try `workshop hint`.",
            id="several of both",
        ),
    ],
)
def test_a_verdict_ends_with_what_to_do(tests: list[JudgedTest], expected: str, exercise: Exercise) -> None:
    """The last line counts the tests that disqualify the suite and the mutants that survive."""
    assert conclusion(make_checked(exercise, *tests)) == expected
