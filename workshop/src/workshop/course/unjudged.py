"""Finds the learner's files that belong to no exercise, so that a check of all doesn't pass over them in silence."""

from collections.abc import Collection
from pathlib import Path

from workshop.course.answers import ANSWERS, Answers
from workshop.course.conftest_file import CONFTEST_FILE
from workshop.course.exercise import Exercise
from workshop.course.suite_files import find_files
from workshop.errors import machine_errors

WITHOUT_TESTS = (CONFTEST_FILE, "__init__.py")


def find_unjudged(answers: Answers, started: Collection[Exercise]) -> list[Path]:
    """Return the learner's files of Python that are in the folder of no exercise that is started, in sorted order.

    More may follow the `.py`, as some editors add `.txt`. Raises MachineError if a folder can't be read.
    """
    home = answers.root / ANSWERS
    judged = [answers.folder(each) for each in started]
    with machine_errors():
        files = [path for path in find_files(home, follow_links=True) if _may_have_tests(path.name)]
        return [path for path in files if not any(map(_top(path, home).samefile, judged))]


def _top(path: Path, home: Path) -> Path:
    """Return what a path is below in `home`; on some systems the name of a folder has several spellings."""
    return home / path.relative_to(home).parts[0]


def _may_have_tests(name: str) -> bool:
    return ".py" in name.lower() and name not in WITHOUT_TESTS
