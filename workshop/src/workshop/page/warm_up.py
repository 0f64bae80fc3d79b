"""Prepares the interpreter for the first check."""

import json

from workshop.page.exercises import exercises
from workshop.page.verdicts import check


def warm_up() -> None:
    """Judge an empty suite, so that no check has to import anything within the limits of its tests."""
    first = exercises()[0]
    check(first.name, json.dumps({first.test_file: ""}), 0, "{}", lambda *_: None, lambda *_: None)
