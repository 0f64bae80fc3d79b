"""Remembers what was verified without a problem, so that only what has changed is verified again."""

import hashlib
from contextlib import suppress
from pathlib import Path
from secrets import token_bytes

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

    def fingerprint(self, *paths: Path) -> bytes:
        """Return the fingerprint of files and folders as they are now; if one can't be read, one that never recurs.

        Make it before verifying them: what changes meanwhile isn't verified.
        """
        try:
            return self._fingerprints.of(*paths)
        except OSError:
            return token_bytes()

    def is_unchanged(self, subject: Path, fingerprint: bytes) -> bool:
        """Return whether a file or folder was verified when it, and what it depends on, had this fingerprint."""
        try:
            return self._cache.read(_name(subject)) == fingerprint
        except OSError:
            return False

    def remember(self, subject: Path, fingerprint: bytes) -> None:
        """Keep that a file or folder with this fingerprint was verified without a problem."""
        with suppress(OSError):
            self._cache.write(_name(subject), fingerprint)


def _name(subject: Path) -> str:
    """Return the name of the file for a subject: each has its own, since commands that run at once share the folder."""
    return hashlib.sha256(f"{subject.resolve()}".encode()).hexdigest()
