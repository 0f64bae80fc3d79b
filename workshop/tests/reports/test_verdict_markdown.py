"""A verdict as Markdown suits the summary of a workflow."""

from tests.verdicts import FILE, make_checked, make_failed_check, make_test
from workshop.course.exercise import Exercise
from workshop.reports.remarks import ADVICE
from workshop.reports.verdict_markdown import as_markdown

TWICE = "def test_a():\n    pass\n\n\ndef test_a():\n    pass\n"


def test_markdown_has_a_table_of_mutants(exercise: Exercise) -> None:
    """No text can break the table, and a survivor isn't named."""
    checked = make_checked(
        exercise,
        make_test("test_zero", "sound", "adds-two"),
        make_test("test_half", "wrong", evidence="on the program:\nassert 2 == (1 | 0), not <b>", line=12),
    )

    lines = as_markdown(checked).splitlines()

    assert lines[:4] == ["### ❌ 13-doubles: Doubles", "", "1 of 5 mutants killed.", ""]
    assert lines[4] == (
        f"- `test_half` is **wrong** (`{FILE}:12`): on the program: assert 2 == (1 \\| 0), not &lt;b>."
        f" {ADVICE['wrong']}"
    )
    assert lines[5:7] == ["", "| mutant | | |"]
    assert lines[8:10] == [
        f"| 1 | survives | {exercise.mutants[0].hint} |",
        f"| 2 | `adds-two` | {exercise.mutants[1].why} |",
    ]
    assert "squares" not in as_markdown(checked)


def test_markdown_of_a_finished_exercise_starts_with_a_check_mark(exercise: Exercise) -> None:
    """One look is enough."""
    killed = make_test("test_examples", "sound", *(mutant.name for mutant in exercise.mutants))

    text = as_markdown(make_checked(exercise, killed))

    assert text.startswith("### ✅ 13-doubles: Doubles\n\n5 of 5 mutants killed.\n")


def test_markdown_of_tests_that_cannot_run_has_the_error(exercise: Exercise) -> None:
    """The error is quoted as code."""
    text = as_markdown(make_failed_check(exercise, "test_doubles.py:1: SyntaxError"))

    assert text == (
        "### ❌ 13-doubles: Doubles\n\nThe tests can't be run:\n\n"
        "```\nanswers/13-doubles/test_doubles.py:1: SyntaxError\n```\n"
    )


def test_markdown_says_that_a_test_timed_out(exercise: Exercise) -> None:
    """The sentence isn't ended twice."""
    evidence = "It was still running after 10 s on the correct program, even on its own."

    text = as_markdown(make_checked(exercise, make_test("test_runs", "timed out", evidence=evidence)))

    assert f"- `test_runs` **timed out** (`{FILE}:6`): {evidence} {ADVICE['timed out']}\n" in text


def test_markdown_has_the_notes(exercise: Exercise) -> None:
    """Each has the line that it's about."""
    text = as_markdown(make_checked(exercise, suite=TWICE))

    assert f"\n- `{FILE}:1`: this test_a never runs: line 5 gives its name to something else; rename one.\n" in text


def test_no_text_ends_its_own_quotation(exercise: Exercise) -> None:
    """Code is fenced with more backticks than it has."""
    in_line = as_markdown(make_checked(exercise, make_test("test[`<b>`]", "flaky")))
    in_block = as_markdown(make_failed_check(exercise, "```\n<b>"))

    assert "- `` test[`<b>`] `` is **flaky**" in in_line
    assert in_block.endswith("\n````\n```\n<b>\n````\n")


def test_markdown_shows_escape_sequences(exercise: Exercise) -> None:
    """The names, messages and errors of tests can't reach a terminal or break the encoding."""
    texts = [
        as_markdown(make_checked(exercise, make_test("test[\x1b\udc80]", "wrong", evidence="\u202e\udc80"))),
        as_markdown(make_failed_check(exercise, "one\n\x1b\udc80")),
    ]

    assert "`test[\\x1b\\udc80]` is **wrong**" in texts[0]
    assert "\\u202e\\udc80" in texts[0]
    assert "one\n\\x1b\\udc80\n" in texts[1]
