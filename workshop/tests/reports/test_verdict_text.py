"""A verdict on a terminal tells the learner everything except what they haven't found out yet."""

from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from tests.verdicts import make_checked, make_failed_check, make_test
from workshop.course.checked import Checked
from workshop.course.exercise import Exercise
from workshop.judging.verdict import JudgedTest, TestStatus
from workshop.reports.remarks import ADVICE
from workshop.reports.verdict_text import as_text

SUITE = """from doubles import double


def test_half() -> None:
    \"\"\"One is its own double.\"\"\"
    assert double(1) == 1
"""
HALF = make_test("test_half", "wrong", evidence="on the program: AssertionError: assert 2 == 1 +  where 2 = double(1)")


def printed(checked: Checked, width: int = 100) -> str:
    """Return the verdict as a terminal without colors shows it."""
    out = StringIO()
    Console(file=out, width=width, no_color=True).print(as_text(checked))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


def test_killed_mutants_are_named_and_survivors_are_not(exercise: Exercise) -> None:
    """A killed mutant is shown with its name and why it matters, a survivor only with its hint."""
    checked = make_checked(
        exercise,
        make_test("test_zero", "sound", "adds-two", "answers-with-text"),
        make_test("test_three", "sound", "squares", "adds-two", "shrinks", "answers-with-text"),
    )
    squares, adds_two, loses_the_minus, shrinks, answers_with_text = exercise.mutants

    lines = printed(checked, width=200).splitlines()

    assert lines == [
        "13-doubles: Doubles",
        f"{checked.file}",
        "",
        "4 of 5 mutants killed ━━━━━━━━━━━━━━━━",
        f"✓ 1 squares: {squares.why} (test_three)",
        f"✓ 2 adds-two: {adds_two.why} (test_zero and 1 more)",
        f"✗ 3 survives: {loses_the_minus.hint}",
        f"✓ 4 shrinks: {shrinks.why} (test_three)",
        f"✓ 5 answers-with-text: {answers_with_text.why} (test_zero and 1 more)",
        "",
        "Next: kill 1 mutant (0.2 s). Stuck? Try `workshop hint`.",
    ]


def test_a_narrow_terminal_wraps_long_lines(exercise: Exercise) -> None:
    """The text goes on under the text, so that the numbers stand out."""
    killed = make_test("test_examples", "sound", *(mutant.name for mutant in exercise.mutants))

    lines = printed(make_checked(exercise, killed), width=40).splitlines()

    assert max(map(len, lines)) <= 40
    assert [line for line in lines if line.startswith("    ")] != []


def test_a_complete_suite_is_done(exercise: Exercise) -> None:
    """The last line says so."""
    killed = make_test("test_examples", "sound", *(mutant.name for mutant in exercise.mutants))

    shown = printed(make_checked(exercise, killed))

    assert "5 of 5 mutants killed" in shown
    assert shown.endswith("Done: every mutant is killed and every test is accepted (0.2 s).")


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


def test_a_suite_without_tests_says_how_to_start(exercise: Exercise) -> None:
    """The survivors and their hints follow."""
    shown = printed(make_checked(exercise), width=160)

    assert "✗ There are no tests yet. Write a function whose name starts with `test_`" in shown
    assert "0 of 5 mutants killed" in shown


def test_tests_that_cannot_run_show_the_error(exercise: Exercise) -> None:
    """The error names the learner's file instead of the copy that ran, and nothing follows."""
    shown = printed(make_failed_check(exercise, "/tmp/copy/test_doubles.py:1 def test(:"))  # noqa: S108 - isn't read

    assert shown.endswith("✗ The tests can't be run:\n  answers/13-doubles/test_doubles.py:1 def test(:")


def test_the_server_is_named(exercise: Exercise) -> None:
    """If the tests ran on a fake instead of a real Redis server, the learner should know."""
    assert "The tests ran on fakeredis." in printed(make_checked(exercise, server="fakeredis"))


def test_notes_on_the_suite_come_after_the_tests(exercise: Exercise) -> None:
    """Each is shown once, with its place."""
    shown = printed(make_checked(exercise, HALF, suite=f"{SUITE}\n\n{SUITE}"), width=120)

    place, text = "answers/13-doubles/test_doubles.py:4", "this test_half never runs: line 12 gives its name to"
    assert f"! {place}\n    {text} something else; rename one\n\n0 of 5 mutants killed" in shown


def test_a_suite_of_several_files_is_named_by_its_folder(exercise: Exercise) -> None:
    """A single file is named itself."""
    checked = make_checked(exercise)
    both = replace(checked, suite={**checked.suite, "test_more.py": b"", "helper.py": b""})

    assert [printed(each).splitlines()[1] for each in (checked, both)] == [f"{checked.file}", f"{checked.folder}"]


@pytest.mark.parametrize("status", ["wrong", "broken", "flaky"])
def test_escape_sequences_are_shown(status: TestStatus, exercise: Exercise) -> None:
    """They don't reach the terminal from a name, a message, a source line, a path or an error."""
    test = make_test("test[\x1bn]", status, evidence="\x1be\udc80", line=1)
    checked = make_checked(exercise, test, suite="# \x1bs")

    shown = printed(replace(checked, file=Path("\x1bf"), server="\x1bv"))
    error = printed(make_failed_check(exercise, "one\n\x1b two"))

    expected = {"f", "v", "n", "e"} | ({"s"} if status != "flaky" else set())
    assert {part[0] for part in shown.split("\\x1b")[1:]} == expected
    assert "\x1b" not in shown + error
    assert "one\n  \\x1b two" in error
