"""Prepares the interpreter for the first check."""

import gc
import json

from workshop.page.checks import Check
from workshop.page.exercises import find, names


def warm_up() -> None:
    """Judge an empty suite, so that no check has to import anything within the limits of its tests."""
    first = find(names()[0])
    check = Check(first.name, json.dumps({first.test_file: ""}), 0)
    while runs := json.loads(check.go_on("{}")).get("runs"):
        for run in runs:
            check.do(run, "[]", lambda *_: None, lambda *_: None)
    check.close()
    gc.collect()
    gc.freeze()  # checks needn't look through all that's there by now
