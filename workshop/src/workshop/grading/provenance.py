"""What grades depend on besides the tests: this tool, Python, libraries, the exercises, the limit and the sandbox."""

import platform
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version

from workshop.course.exercise import Exercise
from workshop.course.fingerprint import own_digest
from workshop.grading.kit import folder_digest

NAME = "testing-workshop"
LIBRARIES = ("fakeredis", "httpx2", "hypothesis", "pytest", "pytest-mock", "redis", "starlette")  # that exercises use
LIMIT = 120  # seconds that a learner's tests for one exercise may take, unless the user says otherwise


@dataclass(frozen=True)
class Conditions:
    """What the user or the machine decides: the limit in seconds, and what tests can do in its sandbox.

    That's () if the sandbox is complete, and None if tests run on other machines.
    """

    limit: float = LIMIT
    sandbox_lacks: Sequence[str] | None = ()

    @property
    def sandbox(self) -> str:
        """What the sandbox is like, in words."""
        if self.sandbox_lacks is None:
            return "on other machines"
        return f"tests can {'; '.join(self.sandbox_lacks)}" if self.sandbox_lacks else "complete"


USUAL = Conditions()


@dataclass(frozen=True)
class Provenance:
    """The version and the digest of this tool, Python's version, by name those of libraries and exercises, and more."""

    version: str
    digest: str
    python: str
    libraries: Mapping[str, str]
    exercises: Mapping[str, str]
    conditions: Conditions = USUAL

    def differences(self, earlier: "Provenance", exercise: str) -> Iterator[str]:
        """Yield what was different when an exercise was graded earlier, a sentence each."""
        if (self.version, self.digest) != (earlier.version, earlier.digest):
            versions = f": {earlier.version}, now {self.version}" if self.version != earlier.version else ""
            yield f"workshop has changed{versions}"
        if self.python != earlier.python:
            yield f"Python has changed: {earlier.python}, now {self.python}"
        for name, now in self.libraries.items():
            if (before := earlier.libraries.get(name, now)) != now:
                yield f"{name} has changed: {before}, now {now}"
        if self.exercises.get(exercise) != earlier.exercises.get(exercise):
            yield "the exercise has changed"
        old, new = earlier.conditions, self.conditions
        if old.limit != new.limit:
            yield f"--limit has changed: {old.limit:g}, now {new.limit:g}"
        if old.sandbox != new.sandbox:
            yield f"the sandbox has changed: {old.sandbox}, now {new.sandbox}"


def provenance(exercises: Iterable[Exercise], conditions: Conditions) -> Provenance:
    """Return what grades for these exercises depend on now, under these conditions."""
    digests = {exercise.name: folder_digest(exercise.folder) for exercise in exercises}
    return Provenance(version(NAME), own_digest(), platform.python_version(), library_versions(), digests, conditions)


@cache
def library_versions() -> Mapping[str, str]:
    """Return the versions of the libraries that tests, and the programs that they test, are written with, by name."""
    return {name: version(name) for name in LIBRARIES}
