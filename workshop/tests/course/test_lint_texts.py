"""The texts and mutants of an exercise are linted without judging anything."""

from pathlib import Path

import pytest

from tests.doubles import TABLE, write_exercise
from workshop.course.exercise import Exercise, read_exercise
from workshop.course.lint_texts import mutant_problems, text_problems


def problems(exercise: Exercise) -> list[str]:
    """Return all problems of an exercise that can be found without judging."""
    return [*text_problems(exercise), *mutant_problems(exercise)]


def test_good_exercise_has_no_problems(tmp_path: Path) -> None:
    """A rule may be broken across lines in the README."""
    assert problems(write_exercise(tmp_path)) == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        pytest.param('"Go below zero.", ', "", "the number of hints is 2: it must be 3 or more", id="too few hints"),
        pytest.param('"Go below zero."', '" "', "has an empty hint", id="empty hint"),
        pytest.param('why = "Half is not twice."', 'why = ""', "mutant shrinks: has no why", id="no why"),
        pytest.param('hint = "Is the result too large or too small?"', "", "mutant shrinks: has no hint", id="no hint"),
        pytest.param(
            "stays negative",
            "grows",
            "mutant loses-the-minus: no numbered rule in README.md has a sentence with 'a negative number grows'",
            id="unknown rule",
        ),
        pytest.param("Half is", "TODO: half is", "exercise.toml: still contains 'TODO:'", id="unfinished"),
    ],
)
def test_text_that_is_missing_is_named(old: str, new: str, problem: str, tmp_path: Path) -> None:
    """Learners need each of these texts, and each rule that decides about a mutant."""
    assert TABLE.count(old) == 1

    exercise = write_exercise(tmp_path, table=TABLE.replace(old, new))

    assert problems(exercise) == [problem]


def test_rule_that_a_hint_would_cut_is_named(tmp_path: Path) -> None:
    """A hint quotes one sentence, without the list or the table after it."""
    exercise = write_exercise(tmp_path)
    readme = exercise.folder / "README.md"
    text = readme.read_text(encoding="utf-8")
    readme.write_text(text.replace("   negative.", "   negative:"), encoding="utf-8")

    [problem] = problems(read_exercise(exercise.folder))

    assert problem.startswith("mutant loses-the-minus: a hint quotes its rule, 'The same holds below zero: ")
    assert problem.endswith("stays negative:', without what follows the colon")


def test_number_of_mutants_is_limited(tmp_path: Path) -> None:
    """Four are too few."""
    four, _, _ = TABLE.rpartition("[[mutant]]")

    assert problems(write_exercise(tmp_path, table=four)) == ["the number of mutants is 4: it must be 5 to 12"]


def test_draft_must_be_read_first(tmp_path: Path) -> None:
    """Until then it doesn't count, so there are still four."""
    four, _, last = TABLE.rpartition("[[mutant]]")
    exercise = write_exercise(tmp_path, table=four)
    draft = exercise.folder / "mutants" / "answers-with-words.toml"
    draft.parent.mkdir()
    draft.write_text(last.replace('name = "answers-with-text"', "draft = true"), encoding="utf-8")

    assert problems(read_exercise(exercise.folder)) == [
        "mutants/answers-with-words.toml: is a draft: read it, and delete its line `draft = true`",
        "the number of mutants is 4: it must be 5 to 12",
    ]


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("correct/strict.py", "has no other correct program in correct/"),
        ("bad_suites/vacuous.py", "has no bad suites"),
    ],
)
def test_file_that_is_missing_is_named(name: str, problem: str, tmp_path: Path) -> None:
    """Without a second program or a bad suite nothing shows that an exercise is fair."""
    exercise = write_exercise(tmp_path)
    (exercise.folder / name).unlink()

    assert problems(exercise) == [problem]
