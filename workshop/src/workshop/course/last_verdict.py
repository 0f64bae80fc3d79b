"""Keeps the last verdict on each exercise, so that a suite that hasn't changed isn't judged again.

This saves the learner time, and proves nothing: a teacher's `workshop grade` never reads it.
"""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from workshop.course.cache import CacheFolder
from workshop.course.exercise import Exercise
from workshop.course.fingerprint import Fingerprints
from workshop.engine.codec import ProtocolError, decode, encode
from workshop.engine.sandbox import missing
from workshop.judging.session import SuiteFiles
from workshop.judging.verdict import Verdict


@dataclass(frozen=True)
class LastVerdict:
    """A verdict, how many seconds it took, and the kind of Redis server that the tests ran on."""

    verdict: Verdict
    seconds: float
    server: str


class LastVerdicts:
    """The last verdicts in the course at `root`; one that can't be read or written isn't kept."""

    def __init__(self, root: Path) -> None:
        self._cache = CacheFolder(root)

    def find(self, exercise: Exercise, suite: SuiteFiles) -> LastVerdict | None:
        """Return the last verdict if it's on the same suite and exercise, in the same surroundings, else None."""
        try:
            fingerprint, _, text = self._cache.read(_name(exercise)).partition(b"\n")
            is_known = fingerprint.decode() == self._fingerprint(exercise, suite)
            return decode(text.decode(), LastVerdict) if is_known else None
        except (OSError, UnicodeDecodeError, ProtocolError):
            return None

    def save(self, exercise: Exercise, suite: SuiteFiles, last: LastVerdict) -> None:
        """Keep a verdict in place of the one before, unless it may be another on a machine that's less busy."""
        known = "" if last.verdict.may_differ_next_time else f"{self._fingerprint(exercise, suite)}\n{encode(last)}"
        try:
            self._cache.write(_name(exercise), known.encode())
        except OSError:
            return

    @cached_property
    def _fingerprints(self) -> Fingerprints:
        return Fingerprints(f"check; {'; '.join(missing())}")

    def _fingerprint(self, exercise: Exercise, suite: SuiteFiles) -> str:
        return self._fingerprints.of(contents={"": exercise.sources, **suite}).hex()


def _name(exercise: Exercise) -> str:
    return f"{exercise.name}.verdict"
