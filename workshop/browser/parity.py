"""Compares the verdicts of the page with those of the terminal, on every suite that the exercises have.

`python parity.py PACKAGES [EXERCISE...]`, in this folder, prints a line for each suite, and fails if a verdict differs.
PACKAGES is an archive of what Python imports; without names, all exercises count.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any, cast

from workshop.course.checked import Checked
from workshop.course.exercise import SOLUTION, START, Exercise
from workshop.engine.browser.refusals import ADVICE
from workshop.judging.session import Session
from workshop.page.exercises import exercises
from workshop.reports.verdict_json import as_json


def main(packages: str, *wanted: str) -> None:
    """Judge all suites in both ways, and print the table."""
    chosen = [exercise for exercise in exercises() if exercise.name in wanted or not wanted]
    suites = [(each, name) for each in chosen if not each.needs_threads for name in names_of_suites(each)]
    differing = refused = 0
    for (exercise, name), verdict in zip(suites, browser_verdicts(packages, suites), strict=True):
        differences = [*different(terminal_verdict(exercise, name), verdict)]
        is_refused = any(ADVICE in test["evidence"] for test in verdict["tests"])
        refused += is_refused
        differing += bool(differences) and not is_refused
        row = f"{exercise.name:26} {name:52} {'refused' if is_refused else 'DIFFERS' if differences else 'equal'}"
        print(row, *differences, sep="\n    ", flush=True)
    for exercise in chosen:
        if exercise.needs_threads:
            print(f"{exercise.name:26} needs threads, so the page leaves it to the terminal")
    print(f"{len(suites)} suites: {differing} with another verdict than in the terminal, {refused} refused by the page")
    sys.exit(1 if differing or not suites else 0)


def names_of_suites(exercise: Exercise) -> list[str]:
    """Return the names of the files with suites in the folder of an exercise."""
    return [START, SOLUTION, *exercise.bad_suites()]


def browser_verdicts(packages: str, suites: list[tuple[Exercise, str]]) -> Iterator[dict[str, Any]]:
    """Yield the verdicts of the page's engine, as JSON of `workshop check --json`."""
    values = [{"exercise": exercise.name, "files": as_texts(exercise, name)} for exercise, name in suites]
    command = ["node", "parity.mjs", packages]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as process:
        stdin, stdout = cast("IO[str]", process.stdin), cast("IO[str]", process.stdout)
        with stdin:
            json.dump(values, stdin)
        for line in stdout:
            yield json.loads(line)["verdict"]


def as_texts(exercise: Exercise, name: str) -> dict[str, str]:
    """Return the files of a suite as texts."""
    return {file: text.decode() for file, text in exercise.suite(name).items()}


def terminal_verdict(exercise: Exercise, name: str) -> dict[str, Any]:
    """Return the verdict of the terminal's engine."""
    suite = exercise.suite(name)
    with TemporaryDirectory() as storage, Session(exercise.task(), Path(storage)) as session:
        verdict = session.check(suite)
    file = Path("answers", exercise.name, exercise.test_file)
    return as_json(Checked(exercise, file.parent, file, suite, verdict, seconds=0.0))


def different(terminal: dict[str, Any], browser: dict[str, Any]) -> Iterator[str]:
    """Yield what differs between two verdicts: the error, the status of a test, or who kills a mutant and how.

    Of a message only the beginning counts: what follows may be in another order, or name another address in memory. Of
    an error that Python raises, it's the name: each version of Python has words of its own.
    """
    for one, other in zip(shown(terminal), shown(browser), strict=False):
        if one != other:
            yield f"terminal: {one}"
            yield f"browser:  {other}"


def shown(verdict: dict[str, Any]) -> list[str]:
    """Return what must be the same in two verdicts, a line for each part of them."""
    tests = [f"{test['name']} is {test['status']}, kills {test['kills']}" for test in verdict["tests"]]
    kills = [
        f"{mutant['number']}: {each['test']} {each['cause']} {beginning(each['message'], each['cause'])}"
        for mutant in verdict["mutants"]
        for each in mutant.get("by", ())
    ]
    return [f"{verdict['error']}".splitlines()[-1], f"{len(tests)} tests, {len(kills)} kills", *tests, *kills]


def beginning(message: str, cause: str) -> str:
    """Return a message without its details and without what is left of addresses."""
    if cause == "exception":
        return message.partition(":")[0]
    return re.sub(r"0?x[0-9a-f]{5,}", "", message.partition("  ")[0])


if __name__ == "__main__":
    main(*sys.argv[1:])
