"""A verdict on a learner's tests is shown as it is, and tells no more than the learner has found out."""

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from tests.doubles import FLAKY, OVER_SPECIFIED, SLOW, SOLUTION, START, VACUOUS, write_exercise
from workshop.course.checked import Checked
from workshop.judging.session import Session
from workshop.reports.verdict import as_json, as_markdown, as_text, dumped

FILE = Path("answers", "13-doubles", "test_doubles.py")
WRONG_TOO = f"{SOLUTION}\n\ndef test_half() -> None:\n    assert double(1) == 1\n"
Check = Callable[[str], Checked]


@pytest.fixture(scope="module")
def check(tmp_path_factory: pytest.TempPathFactory) -> Check:
    """Return what judges a suite for the small exercise; the seconds are always the same."""
    root = tmp_path_factory.mktemp("project")
    exercise = write_exercise(root)

    def checked(text: str) -> Checked:
        with Session(exercise.task(), root) as checker:
            return Checked(exercise, FILE, text.encode(), checker.check(text.encode()), seconds=0.25)

    return checked


def printed(checked: Checked, width: int = 80) -> str:
    """Return what a terminal without colours shows."""
    out = StringIO()
    Console(file=out, width=width, no_color=True).print(as_text(checked))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


def test_what_is_killed_is_told_and_what_survives_is_not(check: Check) -> None:
    """A mutant that is killed has its name and why it matters; a survivor only its hint."""
    shown = printed(check(START + "\n\ndef test_three() -> None:\n    assert double(3) == 6\n"))

    assert (
        shown
        == """\
13-doubles: Doubles
answers/13-doubles/test_doubles.py

4 of 5 mutants killed ━━━━━━━━━━━━━━━━
✓ 1 squares: Who doubles a bill pays the square. (test_three)
✓ 2 adds-two: It is right for 2, and for nothing else. (test_zero and 1 more)
✗ 3 survives: On which side of zero are your examples?
✓ 4 shrinks: Half is not twice. (test_three)
✓ 5 answers-with-text: Nobody can go on computing with text. (test_zero and 1
    more)

Next: kill 1 mutant (0.2 s). `workshop hint` helps."""
    )


def test_who_has_killed_all_is_done(check: Check) -> None:
    """The last line says so."""
    shown = printed(check(SOLUTION))

    assert "5 of 5 mutants killed" in shown
    assert shown.endswith("Done: every mutant is killed, and every test is accepted (0.2 s).")


def test_a_wrong_test_is_told_what_it_believes(check: Check) -> None:
    """Its line, and what the program says, which follows the rules; all others count all the same."""
    shown = printed(check(WRONG_TOO), width=100)

    assert "✗ test_half is wrong  answers/13-doubles/test_doubles.py:12\n" in shown
    assert "    you believe  assert double(1) == 1\n" in shown
    assert "    by the rules assert 2 == 1 +  where 2 = double(1)\n" in shown
    assert "5 of 5 mutants killed" in shown
    assert "Next: mend 1 test (0.2 s)." in shown


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param(
            OVER_SPECIFIED,
            ["✗ test_text is over-specified  answers/13-doubles/test_doubles.py:5", "on correct/strict.py, which is"],
            id="over-specified",
        ),
        pytest.param(FLAKY, ["✗ test_luck is flaky", "Take out what differs from run to run"], id="flaky"),
        pytest.param(VACUOUS, ["! test_nothing is vacuous", "It would pass without a program"], id="vacuous"),
        pytest.param(SLOW, ["! test_examples is slow", "it takes 1."], id="slow"),
        pytest.param(
            "from doubles import double\n\n\ndef test_call():\n    double(3)\n",
            ["! test_call is smoke", "It passes where every function returns None, too"],
            id="smoke",
        ),
        pytest.param(
            "", ["✗ There is no test yet: a function whose name begins with test_, or the TestCase"], id="empty"
        ),
        pytest.param(
            "def test(:\n",
            ["✗ The tests cannot be run:", "answers/13-doubles/test_doubles.py:1 def test(:"],
            id="error",
        ),
    ],
)
def test_what_there_is_to_say_of_a_suite_is_said(text: str, lines: list[str], check: Check) -> None:
    """The word, where it is, what shows it, and what to do."""
    shown = printed(check(text), width=120)

    assert [line for line in lines if line not in shown] == []


def test_the_server_is_named(check: Check) -> None:
    """Who runs on a fake should know."""
    checked = check(SOLUTION)

    on_fake = Checked(checked.exercise, FILE, checked.suite, checked.verdict, seconds=1, server="fakeredis")

    assert "The tests were run on fakeredis." in printed(on_fake)


def test_a_line_that_is_not_there_is_not_shown(check: Check) -> None:
    """The file may have been saved again in the meantime."""
    checked = check(WRONG_TOO)

    shorter = Checked(checked.exercise, FILE, b"", checked.verdict, seconds=1)

    assert "you believe\n" in printed(shorter)


def test_markdown_tells_the_same(check: Check) -> None:
    """For the summary of a workflow: a table that no text can break."""
    text = as_markdown(check(f"{START}\n\ndef test_half() -> None:\n    assert double(1) == 1 | 0\n"))

    assert text.startswith(
        "### ❌ 13-doubles: Doubles\n\n2 of 5 mutants killed.\n\n- `test_half` is **wrong** (line 12): "
    )
    assert "assert 2 == (1 \\| 0)" in text
    assert "| 2 | `adds-two` | It is right for 2, and for nothing else. |" in text
    assert "| 3 | survives | On which side of zero are your examples? |" in text
    assert "loses-the-minus" not in text


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        pytest.param(SOLUTION, "### ✅ 13-doubles: Doubles\n\n5 of 5 mutants killed.", id="done"),
        pytest.param("def", "### ❌ 13-doubles: Doubles\n\nThe tests cannot be run:\n\n```\nanswers", id="an error"),
    ],
)
def test_markdown_begins_with_the_state(text: str, begins: str, check: Check) -> None:
    """One look is enough."""
    assert as_markdown(check(text)).startswith(begins)


def test_json_has_it_all(check: Check) -> None:
    """For programs; the name of a survivor is not among it."""
    values = json.loads(dumped(as_json(check(WRONG_TOO.replace("double(-3)) == (6, -6)", "3) == (6, 3)")))))

    assert values | {"tests": [], "mutants": []} == {
        "exercise": "13-doubles",
        "title": "Doubles",
        "file": f"{FILE}",
        "done": False,
        "score": 0.8,
        "error": None,
        "server": None,
        "seconds": 0.25,
        "tests": [],
        "mutants": [],
    }
    assert [(test["name"], test["word"], test["line"], test["kills"]) for test in values["tests"]] == [
        ("test_examples", "sound", 6, [1, 2, 4, 5]),
        ("test_half", "wrong", 12, []),
    ]
    assert values["mutants"][2] == {"number": 3, "killed": False, "hint": "On which side of zero are your examples?"}
    assert values["mutants"][0]["by"][0]["test"] == "test_examples"


def test_json_of_what_cannot_be_run_has_the_error(check: Check) -> None:
    """No mutant is killed then."""
    values = as_json(check("import nothing"))

    assert "No module named 'nothing'" in values["error"]
    assert {mutant["killed"] for mutant in values["mutants"]} == {False}
