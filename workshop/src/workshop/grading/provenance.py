"""What grades depend on besides the tests: the version of this tool, Python, and the files of the exercises."""

import platform
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

import workshop
from workshop.course.exercise import Exercise
from workshop.course.exercise_folders import EXERCISES
from workshop.grading.journal import fingerprint
from workshop.grading.kit import folder_digest, folder_files


@dataclass(frozen=True)
class Provenance:
    """The version and the digest of this tool, the version of Python, and the digest of each exercise by name."""

    version: str
    digest: str
    python: str
    exercises: Mapping[str, str]

    def differences(self, earlier: "Provenance", exercise: str) -> Iterator[str]:
        """Yield what was different when an exercise was graded earlier, a sentence each."""
        if (self.version, self.digest) != (earlier.version, earlier.digest):
            versions = f": {earlier.version}, now {self.version}" if self.version != earlier.version else ""
            yield f"workshop has changed{versions}"
        if self.python != earlier.python:
            yield f"Python has changed: {earlier.python}, now {self.python}"
        if self.exercises.get(exercise) != earlier.exercises.get(exercise):
            yield "the exercise has changed"


def provenance(exercises: Iterable[Exercise]) -> Provenance:
    """Return what grades for these exercises depend on now."""
    digests = {exercise.name: folder_digest(exercise.folder) for exercise in exercises}
    return Provenance(version("testing-workshop"), own_digest(), platform.python_version(), digests)


@cache
def own_digest() -> str:
    """Return the digest of this tool's own files, which differs between two versions in development too.

    Exercises that are installed with it don't count: it's the same in a clone, and they have digests of their own.
    """
    files = folder_files(Path(workshop.__file__).parent)
    return fingerprint({name: each for name, each in files.items() if not name.startswith(f"{EXERCISES}/")})
