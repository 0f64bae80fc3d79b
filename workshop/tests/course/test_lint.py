"""An exercise that does not teach what it says is found out, and its author is told where."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.doubles import (
    EXITS,
    FLAKY,
    ORDER,
    OVER_SPECIFIED,
    SLOW,
    SOLUTION,
    START,
    TABLE,
    WITH_PROPERTY,
    WRONG,
    write_exercise,
)
from workshop.course.exercise import read_exercise
from workshop.course.lint import Expectation, read_expectation, verify

READS_SOURCE = """import hashlib, inspect
import doubles
KNOWN = {known}


def test_source():
    assert hashlib.md5(inspect.getsource(doubles).encode()).hexdigest() in KNOWN
"""


@pytest.fixture
def problems(tmp_path: Path) -> Callable[..., list[str]]:
    """Return what verifies the small exercise, with some of its files changed or away."""

    def found(files: dict[str, str | None] | None = None, *, table: str = TABLE) -> list[str]:
        exercise = write_exercise(tmp_path, table=table)
        for name, text in (files or {}).items():
            if text is None:
                (exercise.folder / name).unlink()
            else:
                (exercise.folder / name).write_text(text, encoding="utf-8")
        return list(verify(read_exercise(exercise.folder), tmp_path, lambda _: None))

    return found


def test_a_good_exercise_has_no_problems(problems: Callable[..., list[str]]) -> None:
    """Also one whose solution has a property, which must hold on twenty seeds."""
    assert problems() == []
    assert problems({"solution.py": WITH_PROPERTY}) == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        pytest.param('"Go below zero.", ', "", "the number of hints is 2: let it be 3 or more", id="too few hints"),
        pytest.param('"Go below zero."', '" "', "has an empty hint", id="an empty hint"),
        pytest.param('why = "Half is not twice."', 'why = ""', "mutant shrinks: has no why", id="no why"),
        pytest.param('hint = "Is it more or less?"', "", "mutant shrinks: has no hint", id="no hint"),
        pytest.param("stays negative", "grows", "its rule does not stand in README.md: 'a negative", id="another rule"),
        pytest.param(
            "'number / 2'",
            "'2 * (number)'",
            "mutant shrinks: doubles.py: `new` doesn't change the program",
            id="no change",
        ),
        pytest.param("'number / 2'", "'2 * number + 0'", "shrinks survives", id="an equivalent mutant"),
    ],
)
def test_words_and_mutants_are_checked(old: str, new: str, problem: str, problems: Callable[..., list[str]]) -> None:
    """What a learner is told must be there, and what the rules decide must stand in them."""
    assert TABLE.count(old) == 1

    assert problem in "\n".join(problems(table=TABLE.replace(old, new)))


def test_the_number_of_mutants_is_limited(problems: Callable[..., list[str]]) -> None:
    """Four are too few."""
    four, _, _ = TABLE.rpartition("[[mutant]]")

    assert problems(table=four) == ["the number of mutants is 4: let it be 5 to 9"]


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        pytest.param("start.py", SOLUTION, "start.py is done already", id="a start that is done"),
        pytest.param("start.py", WRONG, "start.py must have a sound test and nothing else, not wrong", id="wrong"),
        pytest.param("start.py", "", "start.py must have a sound test and nothing else, not empty", id="empty"),
        pytest.param("solution.py", START, "solution.py is not done with Hypothesis's seed 0: incomplete", id="weak"),
        pytest.param("solution.py", OVER_SPECIFIED, "test_doubles.py::test_text is over-specified (on", id="too much"),
        pytest.param("solution.py", "import nothing", "error; ModuleNotFoundError: No module named", id="an error"),
        pytest.param("correct/strict.py", None, "has no other correct program in correct/", id="no reference"),
        pytest.param("bad_suites/vacuous.py", None, "has no bad suites", id="no bad suites"),
        pytest.param("bad_suites/vacuous.py", START, "its first line must say how it is judged", id="no statement"),
        pytest.param(
            "bad_suites/vacuous.py", f"# judged: wrong\n{START}", "vacuous.py: is judged incomplete; ", id="other words"
        ),
        pytest.param(
            "bad_suites/vacuous.py",
            f"# judged: incomplete, misses squares\n{START}",
            "vacuous.py: misses loses-the-minus shrinks squares",
            id="other survivors",
        ),
        pytest.param(
            "bad_suites/vacuous.py",
            f"# judged: done\n{SOLUTION}",
            "is done, and so no bad suite",
            id="one that is good",
        ),
    ],
)
def test_suites_are_checked(name: str, text: str | None, problem: str, problems: Callable[..., list[str]]) -> None:
    """The start is a beginning, the solution is all, and no bad suite is judged otherwise than it says."""
    assert problem in "\n".join(problems({name: text}))


@pytest.mark.parametrize(
    ("word", "text"),
    [
        pytest.param("empty", "", id="empty"),
        pytest.param("smoke", "from doubles import double\n\n\ndef test_call():\n    double(3)\n", id="no assertion"),
        pytest.param("wrong", WRONG, id="wrong"),
        pytest.param("over-specified", OVER_SPECIFIED, id="over-specified"),
        pytest.param("order-dependent", ORDER, id="order-dependent"),
        pytest.param("flaky", FLAKY, id="random"),
        pytest.param("slow", SLOW, id="sleeping"),
        pytest.param("wrong", EXITS, id="exiting"),
        pytest.param("error", "def test(:", id="a syntax error"),
        pytest.param("skipped", "import pytest\n\n\n@pytest.mark.skip\ndef test_later(): ...\n", id="skipped"),
    ],
)
def test_every_kind_of_bad_suite_has_its_word(word: str, text: str, problems: Callable[..., list[str]]) -> None:
    """These are the kinds that learners hand in."""
    assert problems({"bad_suites/vacuous.py": f"# judged: {word}\n{text}"}) == []


def test_a_suite_that_knows_all_sources_is_found_out(tmp_path: Path, problems: Callable[..., list[str]]) -> None:
    """It has read every file that there is; the reference that stands in none it has not seen."""
    folder = write_exercise(tmp_path).folder
    sources = [folder / "doubles.py", folder / "correct" / "strict.py"]
    known = [hashlib.md5(path.read_bytes()).hexdigest() for path in sources]  # noqa: S324

    suite = f"# judged: over-specified\n{READS_SOURCE.format(known=known)}"

    assert problems({"bad_suites/vacuous.py": suite}) == []


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        pytest.param("# judged: wrong\n", Expectation(frozenset({"wrong"}), None), id="a word"),
        pytest.param("# judged: slow, wrong", Expectation(frozenset({"slow", "wrong"}), None), id="two words"),
        pytest.param(
            "# judged: incomplete, misses a b",
            Expectation(frozenset({"incomplete"}), frozenset({"a", "b"})),
            id="misses",
        ),
        pytest.param('"""A suite."""\n# judged: wrong', None, id="in the second line"),
    ],
)
def test_a_statement_is_read(text: str, statement: Expectation | None) -> None:
    """It is the first line or nothing."""
    assert read_expectation(text) == statement
