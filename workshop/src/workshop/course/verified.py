"""Remembers what was verified without a problem, so that only what has changed is verified again."""

import hashlib
import platform
from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path

import workshop
from workshop.engine.redis import find_executable

CACHE = ".workshop_cache"


class Verified:
    """What was verified with some settings without a problem, kept in a folder of caches below `root`.

    It counts as changed if any of its files, the workshop itself, Python, an installed package, the Redis server or the
    settings are others. A cache that can't be read or written is no cache.
    """

    def __init__(self, root: Path, settings: str) -> None:
        self._folder = root / CACHE
        self._surroundings = hashlib.sha256("\0".join(_surroundings(settings)).encode())

    def is_unchanged(self, subject: Path, *others: Path) -> bool:
        """Return whether a file or folder was verified as it is now, and others that it depends on."""
        try:
            return self._file(subject).read_bytes() == self._fingerprint(subject, *others)
        except OSError:
            return False

    def remember(self, subject: Path, *others: Path) -> None:
        """Keep that a file or folder was verified without a problem."""
        try:
            self._folder.mkdir(exist_ok=True)
            (self._folder / ".gitignore").write_text("*\n", encoding="utf-8")
            self._file(subject).write_bytes(self._fingerprint(subject, *others))
        except OSError:
            return

    def _file(self, subject: Path) -> Path:
        """Return the file of a subject: each has its own, since commands that run at once may share the folder."""
        return self._folder / hashlib.sha256(f"{subject.resolve()}".encode()).hexdigest()

    def _fingerprint(self, *paths: Path) -> bytes:
        hashed = self._surroundings.copy()
        for path in paths:
            _add_files(hashed, path)
        return hashed.digest()


def _surroundings(settings: str) -> Iterator[str]:
    """Yield everything besides its files that a verification depends on."""
    yield f"{settings} {platform.python_version()} {platform.platform()} {find_executable()}"
    yield from sorted(f"{each.name} {each.version}" for each in distributions())
    own = hashlib.sha256()
    _add_files(own, Path(workshop.__file__).parent)
    yield own.hexdigest()


def _add_files(hashed: "hashlib._Hash", path: Path) -> None:
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if file.is_file() and "__pycache__" not in file.parts:
            hashed.update(f"{file.relative_to(path.parent)}\0{file.stat().st_size}\0".encode() + file.read_bytes())
