"""The page gets the course from Python when it's built."""

import json
from pathlib import Path

from tests.doubles import PROGRAM, START
from workshop.page import course


def test_exercise_has_all_that_the_page_shows() -> None:
    """Its texts are there, so that the page can be read before Python has started."""
    first = json.loads(course())[0]

    assert first["readme"].startswith("# 13-doubles")
    assert (first["start"], first["programs"]) == ({"test_doubles.py": START}, {"doubles.py": PROGRAM})
    assert [first[name] for name in ("name", "title", "minutes")] == ["13-doubles", "Doubles", 15]
    assert [first[name] for name in ("runs_here", "reason", "commands")] == [True, "", []]


def test_digest_changes_with_the_exercise(tmp_path: Path) -> None:
    """A verdict on another program, or with other mutants, doesn't count any more."""
    before = json.loads(course())[0]
    program = tmp_path / "exercises" / "13-doubles" / "doubles.py"
    program.write_text(f"{program.read_text(encoding='utf-8')}# once more\n", encoding="utf-8")

    after = json.loads(course())[0]

    assert (before["mutants"], after["mutants"]) == (5, 5)
    assert before["digest"] != after["digest"]


def test_exercise_with_threads_is_left_to_the_terminal() -> None:
    """It says why, and with which two commands."""
    second = json.loads(course())[1]

    assert not second["runs_here"]
    assert "threads" in second["reason"]
    assert second["commands"] == ["pip install ./workshop", "workshop check 14-threads"]
