"""Finds the tests that learners hand in, and reads them."""

import os
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from fnmatch import fnmatch
from itertools import islice
from pathlib import Path

from workshop.course.answers import ANSWERS
from workshop.course.exercise import Exercise
from workshop.course.exercise_folders import find_exercises
from workshop.course.renumbered import current_name
from workshop.course.suite_files import LEFT_OUT, TEST_FILES, files_with_tests, read_suite
from workshop.errors import UsageError
from workshop.grading.entries import folder_entries
from workshop.grading.learners import Learner
from workshop.judging.session import SuiteFiles

MENTIONED = 3  # files that a message names
WITHOUT_TESTS = "handed in files, but no tests were found"


@dataclass(frozen=True)
class Submission:
    """What a learner hands in for one exercise: all that is in `folder`, None when that's nothing.

    Entries of the folder whose names are in `left_out` belong to other exercises. A `problem` says why the folder can't
    be read.
    """

    learner: str
    exercise: Exercise
    folder: Path | None
    left_out: frozenset[str] = frozenset()
    problem: str = ""

    def read(self) -> SuiteFiles:
        """Return the files of the suite; links in it aren't followed, since they may lead to other learners' files.

        Raises UsageError if there are no tests, if a file can't be read, or if there is too much.
        """
        if self.problem:
            raise UsageError(self.problem)
        if self.folder is None:
            return {}
        try:
            suite = read_suite(self.folder, follow_links=False)
        except OSError as error:
            raise UsageError(f"{error.filename or self.folder} can't be read: {error.strerror}") from None
        except RecursionError:
            raise UsageError(f"{self.folder} has too many folders inside each other") from None
        suite = {name: text for name, text in suite.items() if name.partition("/")[0] not in self.left_out}
        if not files_with_tests(suite):
            found = ", ".join(islice(sorted(_names(self.folder)), MENTIONED))
            raise UsageError(f"there is no regular file named {' or '.join(TEST_FILES)} here, only {found}")
        return suite


def find_submissions(
    learners: list[Learner], exercises: list[Exercise], test_files: Collection[str] = ()
) -> list[Submission]:
    """Return one submission for each learner and each exercise.

    The tests may be in `answers/NN-name/`, in `NN-name/`, or in the folder itself, where a file can be named like the
    test file of another exercise: `test_files` has the names for all exercises. NN may be a number that the exercise
    had before; the present one comes first.
    """
    return [
        Submission(learner.name, exercise, learner.folder, problem=learner.problem)
        if learner.problem
        else _found(learner.name, learner.folder, exercise, exercises, test_files)
        for learner in learners
        for exercise in exercises
    ]


def learners_without_tests(
    learners: Iterable[Learner],
    submissions: Iterable[Submission],
    exercises: Collection[str],
    test_files: Collection[str],
) -> list[str]:
    """Return the learners who have handed in files, but none that's found as tests, with some of the files.

    `exercises` and `test_files` have the names for all exercises: what's for one that isn't graded doesn't count, nor
    does a clone or a course without answers.
    """
    graded = {each.learner for each in submissions if each.folder is not None}
    others = [each for each in learners if each.name not in graded]
    files = {each.name: ", ".join(_unused_files(each.folder, exercises, test_files)) for each in others}
    return [f"{name} ({own})" for name, own in files.items() if own]


def _unused_files(folder: Path, exercises: Collection[str], test_files: Collection[str]) -> list[str]:
    with suppress(OSError, RecursionError):  # there are no answers in a clone, or something can't be looked at
        entries = folder_entries(folder / ANSWERS, (ANSWERS,)) if find_exercises(folder) else folder_entries(folder)
        unused = (each.parts for each in entries if not _is_for_another(each.parts, exercises, test_files))
        return ["/".join(parts) for parts in islice(unused, MENTIONED)]
    return []


def _is_for_another(parts: tuple[str, ...], exercises: Collection[str], test_files: Collection[str]) -> bool:
    """Return whether a file is for an exercise that isn't graded: it's named like its tests, or in a folder for it."""
    *folders, name = parts
    homes = folders[1:] if folders[:1] == [ANSWERS] else folders
    return bool(current_name(homes[0], exercises)) if homes else not folders and name in test_files


def _found(
    learner: str, folder: Path, exercise: Exercise, exercises: list[Exercise], test_files: Collection[str]
) -> Submission:
    try:
        return _find(learner, folder, exercise, exercises, test_files)
    except OSError:  # something in the folder can't be looked at: reading it will say what
        return Submission(learner, exercise, folder)


def _find(
    learner: str, folder: Path, exercise: Exercise, exercises: list[Exercise], test_files: Collection[str]
) -> Submission:
    names = [each.name for each in exercises]
    answers = folder / ANSWERS
    homes = [answers, folder] if answers.is_dir() and not answers.is_symlink() else [folder]
    named = {path: current_name(path.name, names) for home in homes for path in sorted(home.iterdir())}
    own = [path for path, name in named.items() if name == exercise.name and path.is_dir() and not path.is_symlink()]
    own.sort(key=lambda path: path.name != exercise.name)
    for has_suite in (_has_tests, _has_files):
        for candidate in own:
            if has_suite(candidate):
                return Submission(learner, exercise, candidate)
    known = {*test_files, *(each.test_file for each in exercises)}
    tests = {path.name for path in folder.iterdir() if _matches(path.name, TEST_FILES)}
    is_own = exercise.test_file in tests or (len(exercises) == 1 and tests - known)
    others = (known - {exercise.test_file}) | {ANSWERS, *names, *(path.name for path, name in named.items() if name)}
    return Submission(learner, exercise, folder, frozenset(others)) if is_own else Submission(learner, exercise, None)


def _has_tests(folder: Path) -> bool:
    """Return whether there are tests below a folder, or it can't be read, which is for `Submission.read` to say."""
    try:
        return any(_matches(name, TEST_FILES) for name in _names(folder))
    except OSError:
        return True


def _has_files(folder: Path) -> bool:
    return any(name != "conftest.py" for name in _names(folder))


def _names(folder: Path) -> Iterator[str]:
    """Yield the names of everything below a folder that isn't a folder; raises OSError if one can't be read."""
    waiting = [f"{folder}"]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if _matches(entry.name, LEFT_OUT):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                else:
                    yield entry.name


def _matches(name: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatch(name, pattern) for pattern in patterns)
