"""A verdict on a terminal tells the learner everything except what they haven't found out yet."""

from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest

from tests.reports.terminal import printed
from tests.verdicts import make_checked, make_failed_check, make_test
from workshop.course.exercise import Exercise
from workshop.judging.status import TestStatus
from workshop.reports.console import PrintableConsole
from workshop.reports.verdict_text import as_text

SUITE_TWICE = "def test_half():\n    assert double(1) == 1\n" * 2  # which gets a note


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


def test_no_line_ends_with_spaces(exercise: Exercise) -> None:
    """A line in a file is as long as its text."""
    tests = make_test("test_zero", "sound", "squares"), make_test("test_half", "wrong", evidence="assert 2 == 1")
    out = StringIO()

    PrintableConsole(file=out, width=100).print(as_text(make_checked(exercise, *tests, suite=SUITE_TWICE)), crop=False)

    lines = out.getvalue().splitlines()
    assert [line for line in lines if line.endswith(" ")] == []
    assert len(lines) > 10


def test_a_narrow_terminal_wraps_long_lines(exercise: Exercise) -> None:
    """The text goes on under the text, so that the numbers stand out."""
    killed = make_test("test_examples", "sound", *(mutant.name for mutant in exercise.mutants))

    *lines, _ = printed(make_checked(exercise, killed), width=40).splitlines()

    assert max(map(len, lines)) <= 40
    assert [line for line in lines if line.startswith("    ")] != []


def test_a_narrow_terminal_cuts_no_name(exercise: Exercise) -> None:
    """A word that is longer than a line goes on in the next."""
    name = f"test_{'a' * 60}"
    killed = make_test(name, "sound", *(mutant.name for mutant in exercise.mutants))

    shown = printed(make_checked(exercise, killed, make_test(name, "broken")), width=40)

    assert name in "".join(shown.split())
    assert "…" not in shown


def test_a_narrow_terminal_wraps_paths_and_commands_itself(exercise: Exercise) -> None:
    """There is no line break in them, so they can be copied."""
    checked = replace(make_checked(exercise, make_test("test_half", "wrong")), file=Path("a" * 50, "test_doubles.py"))

    lines = printed(checked, width=40).splitlines()

    assert f"{checked.file}" in lines
    assert f"✗ test_half is wrong  {checked.where(checked.remarkable()[0])}" in lines
    assert lines[-1].endswith("Stuck? Try `workshop hint`.")


def test_a_narrow_terminal_keeps_the_lines_of_an_error(exercise: Exercise) -> None:
    """A caret is under what it points at, and the path is whole."""
    error = f"{'a' * 50}.py:3\n    def f(:\n          ^\nSyntaxError: invalid syntax"

    lines = printed(make_failed_check(exercise, error), width=40).splitlines()

    assert lines[-4:] == [f"  {line}" for line in error.splitlines()]


def test_a_complete_suite_is_done(exercise: Exercise) -> None:
    """The last line says so."""
    killed = make_test("test_examples", "sound", *(mutant.name for mutant in exercise.mutants))

    shown = printed(make_checked(exercise, killed))

    assert "5 of 5 mutants killed" in shown
    assert shown.endswith("Done: every mutant is killed and every test is accepted (0.2 s).")


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
