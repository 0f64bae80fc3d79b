"""A verdict on a terminal says of each test that isn't sound where it is, what's wrong, and what to do."""

from dataclasses import replace

import pytest

from tests.reports.terminal import printed
from tests.verdicts import make_checked, make_test
from workshop.course.exercise import Exercise
from workshop.judging.verdict import JudgedTest
from workshop.reports.remarks import ADVICE

SUITE = """from doubles import double


def test_half() -> None:
    \"\"\"One is its own double.\"\"\"
    assert double(1) == 1
"""
HALF = make_test("test_half", "wrong", evidence="on the program: AssertionError: assert 2 == 1 +  where 2 = double(1)")


def test_a_wrong_test_is_shown_beside_the_program(exercise: Exercise) -> None:
    """The learner sees the line that fails, where it is, and what the program returns."""
    lines = printed(make_checked(exercise, HALF, suite=SUITE), width=120).splitlines()

    assert lines[3:7] == [
        "✗ test_half is wrong  answers/13-doubles/test_doubles.py:6",
        "    your test   assert double(1) == 1",
        "    the program assert 2 == 1 +  where 2 = double(1)",
        f"    {ADVICE['wrong']}",
    ]


def test_a_broken_test_is_shown_beside_its_error(exercise: Exercise) -> None:
    """The learner sees the line with the error; nothing is said of the rules."""
    broken = make_test("test_half", "broken", evidence="on the program: NameError: name 'dubble' is not defined")
    suite = SUITE.replace("assert double(1)", "assert dubble(1)")

    lines = printed(make_checked(exercise, broken, suite=suite), width=120).splitlines()

    assert lines[3:7] == [
        "✗ test_half is broken  answers/13-doubles/test_doubles.py:6",
        "    your test assert dubble(1) == 1",
        "    the error NameError: name 'dubble' is not defined",
        f"    {ADVICE['broken']}",
    ]
    assert "rule" not in ADVICE["broken"]


def test_a_missing_line_is_left_blank(exercise: Exercise) -> None:
    """The file may have been saved again since the check."""
    assert "    your test\n" in printed(make_checked(exercise, HALF, suite=""))


@pytest.mark.parametrize(
    ("test", "first", "second"),
    [
        pytest.param(
            make_test("test_text", "over-specified", evidence="on correct/strict.py, which is correct too: TypeError"),
            "✗ test_text is over-specified  answers/13-doubles/test_doubles.py:6",
            "    on correct/strict.py, which is correct too: TypeError",
            id="over-specified",
        ),
        pytest.param(
            make_test("test_luck", "flaky", evidence="on the program: passed, then failed"),
            "✗ test_luck is flaky  answers/13-doubles/test_doubles.py:6",
            "    on the program: passed, then failed",
            id="flaky",
        ),
        pytest.param(
            make_test("test_second", "order-dependent", evidence="on the program: passed in order, failed in reverse"),
            "✗ test_second is order-dependent  answers/13-doubles/test_doubles.py:6",
            "    on the program: passed in order, failed in reverse",
            id="order-dependent",
        ),
        pytest.param(
            make_test("test_runs", "timed out", evidence="It was still running after 10 s on the correct program."),
            "✗ test_runs timed out  answers/13-doubles/test_doubles.py:6",
            "    It was still running after 10 s on the correct program.",
            id="timed out",
        ),
        pytest.param(
            make_test("test_nothing", "vacuous", evidence="it passes where every function raises"),
            "! test_nothing is vacuous  answers/13-doubles/test_doubles.py:6",
            "    it passes where every function raises",
            id="vacuous",
        ),
        pytest.param(
            make_test("test_later", "skipped", evidence="not today", line=0),
            "! test_later is skipped  answers/13-doubles/test_doubles.py",
            "    not today",
            id="skipped",
        ),
        pytest.param(
            replace(make_test("test_call", evidence="kills 0 of 5"), is_smoke=True),
            "! test_call is smoke  answers/13-doubles/test_doubles.py:6",
            "    kills 0 of 5",
            id="smoke",
        ),
        pytest.param(
            make_test("test_wait", "sound", "squares", evidence="kills 1 of 5", seconds=1.52),
            "! test_wait is slow  answers/13-doubles/test_doubles.py:6",
            "    It takes 1.5 s.",
            id="slow",
        ),
    ],
)
def test_a_remark_says_where_why_and_what_to_do(test: JudgedTest, first: str, second: str, exercise: Exercise) -> None:
    """The status and the place come first, then the evidence, then the advice."""
    lines = printed(make_checked(exercise, test), width=160).splitlines()

    assert lines[3:7] == [first, second, f"    {ADVICE[test.remark]}", ""]


def test_notes_on_the_suite_come_after_the_tests(exercise: Exercise) -> None:
    """Each is shown once, with its place."""
    shown = printed(make_checked(exercise, HALF, suite=f"{SUITE}\n\n{SUITE}"), width=120)

    place, text = "answers/13-doubles/test_doubles.py:4", "this test_half never runs: line 12 gives its name to"
    assert f"! {place}\n    {text} something else; rename one\n\n0 of 5 mutants killed" in shown
