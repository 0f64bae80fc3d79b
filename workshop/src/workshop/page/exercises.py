"""The course, as the page shows it."""

import json
from typing import Any

from workshop.course.answers import digest
from workshop.course.exercise import README, START, Exercise, read_exercise
from workshop.course.exercise_folders import find_exercises
from workshop.course.start import packaged_exercises

NEEDS_THREADS = "This exercise needs threads, which Python doesn't have in a browser: do it in a clone of the project."


def names() -> list[str]:
    """Return the names of the exercises that come with the package, in order."""
    return [folder.name for folder in find_exercises(packaged_exercises().parent)]


def find(name: str) -> Exercise:
    """Return the exercise with this name; raises AuthorError if it can't be read."""
    return read_exercise(packaged_exercises() / name)


def exercises() -> list[Exercise]:
    """Return all exercises, in order; raises AuthorError if one can't be read."""
    return [find(name) for name in names()]


def following(name: str) -> str:
    """Return the name of the exercise after this one, "" if there's none."""
    return next((each for each in names() if each > name), "")


def course() -> str:
    """Return all exercises as JSON: a list of objects.

    Each has the exercise's `name`, `title`, `technique` and `minutes`; its `readme` as Markdown; the texts of its
    `start` and its `programs` by the names of their files; how many `mutants` it has; a `digest` that changes when what
    judges its answers does; whether it `runs_here` and, if it doesn't, the `reason` and
    the `commands` for a terminal.
    """
    return json.dumps([_as_values(each) for each in exercises()])


def _as_values(exercise: Exercise) -> dict[str, Any]:
    program = exercise.subject.path.name
    return {
        "name": exercise.name,
        "title": exercise.title,
        "technique": exercise.technique,
        "minutes": exercise.minutes,
        "readme": exercise.read(README),
        "start": {exercise.test_file: exercise.read(START)},
        "programs": {program: exercise.read(program)},
        "mutants": len(exercise.mutants),
        "digest": digest(exercise, {}),
        "runs_here": not exercise.needs_threads,
        "reason": NEEDS_THREADS if exercise.needs_threads else "",
        "commands": ["pip install ./workshop", f"workshop check {exercise.name}"] if exercise.needs_threads else [],
    }
