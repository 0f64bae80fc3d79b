"""The page gives the hints of the terminal, and keeps the numbers of those given."""

import json
from typing import Any

from workshop.page import hint

NAMES = ["squares", "adds-two", "loses-the-minus", "shrinks", "answers-with-text"]


def ask(killed: list[str], given: dict[str, int], **others: object) -> dict[str, Any]:
    """Return the next hint after a verdict."""
    verdict = {"killed": killed, "is_done": False, **others}
    answer: dict[str, Any] = json.loads(hint("13-doubles", json.dumps(verdict), json.dumps(given)))
    return answer


def test_first_hint_is_on_how_to_begin() -> None:
    """It's counted."""
    answer = ask([], {})

    assert answer == {"text": "\x1b[1mDoubles, hint 1 of 3:\x1b[0m\n\nBegin with 3.\n", "given": {"": 1}}


def test_last_hint_on_a_mutant_is_its_diff() -> None:
    """It has the colors of a terminal, and says that it's the last."""
    answer = ask(["squares"], {"": 3, "adds-two": 2})

    assert "\x1b[32m+    return 2 + number\x1b[0m" in answer["text"]
    assert "That's the last hint about this mutant." in answer["text"]
    assert answer["given"] == {"": 3, "adds-two": 3}


def test_no_hint_is_left() -> None:
    """The text says why, and nothing is counted."""
    text = "13-doubles is done, so there's no hint to give."

    assert ask(NAMES, {"": 1}, is_done=True, to_fix="") == {"text": text, "given": {"": 1}}


def test_a_test_to_fix_comes_before_mutants() -> None:
    """The text is the one that came with the verdict, and nothing is counted."""
    assert ask(["squares"], {"": 1}, to_fix="Fix it.") == {"text": "Fix it.", "given": {"": 1}}


def test_verdict_of_an_earlier_version_names_no_test_to_fix() -> None:
    """If it has all mutants, there's still a hint to give."""
    assert ask(NAMES, {})["given"] == {"": 1}
