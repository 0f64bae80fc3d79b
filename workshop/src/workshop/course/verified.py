"""Remembers what was verified without a problem, so that only what has changed is verified again."""

import hashlib
from pathlib import Path

from workshop.course.cache import CacheFolder
from workshop.course.fingerprint import Fingerprints


class Verified:
    """What was verified with some settings without a problem, kept in a folder of caches below `root`.

    It counts as changed if any of its files, the workshop itself, Python, an installed package, the Redis server or the
    settings are others. If the cache can't be read or written, nothing is kept.
    """

    def __init__(self, root: Path, settings: str) -> None:
        self._cache = CacheFolder(root)
        self._fingerprints = Fingerprints(settings)

    def is_unchanged(self, subject: Path, *others: Path) -> bool:
        """Return whether a file or folder was verified as it is now, and others that it depends on."""
        try:
            return self._cache.read(_name(subject)) == self._fingerprints.of(subject, *others)
        except OSError:
            return False

    def remember(self, subject: Path, *others: Path) -> None:
        """Keep that a file or folder was verified without a problem."""
        try:
            self._cache.write(_name(subject), self._fingerprints.of(subject, *others))
        except OSError:
            return


def _name(subject: Path) -> str:
    """Return the name of the file for a subject: each has its own, since commands that run at once share the folder."""
    return hashlib.sha256(f"{subject.resolve()}".encode()).hexdigest()
