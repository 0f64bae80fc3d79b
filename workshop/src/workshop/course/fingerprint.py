"""Fingerprints of files, together with everything else that the result of running them depends on."""

import hashlib
import platform
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import workshop
from workshop.course.exercise_folders import EXERCISES
from workshop.engine.redis import find_executable

IGNORED = (".", "__pycache__")  # how names begin of what an editor, the system or Python leaves in a folder
NOTHING: Mapping[str, bytes] = MappingProxyType({})


class Fingerprints:
    """Makes fingerprints, which are others if the workshop, Python, a package, the Redis server or `settings` are."""

    def __init__(self, settings: str) -> None:
        self._surroundings = hashlib.sha256("\0".join(_surroundings(settings)).encode())

    def of(self, *paths: Path, contents: Mapping[str, bytes] = NOTHING) -> bytes:
        """Return the fingerprint of files, of all files in folders, and of `contents` by name.

        Raises OSError if a file can't be read.
        """
        hashed = self._surroundings.copy()
        for path in paths:
            _add_files(hashed, path)
        for name, content in contents.items():
            _add(hashed, name, content)
        return hashed.digest()


def _surroundings(settings: str) -> Iterator[str]:
    """Yield everything besides the files that a result depends on."""
    system = f"{platform.system()} {platform.release()} {platform.machine()}"  # which asks no other program
    yield f"{settings} {platform.python_version()} {system} {find_executable()}"
    yield from sorted(path.name for folder in sys.path for path in Path(folder).glob("*-info"))  # packages' versions
    yield own_digest()


@cache
def own_digest() -> str:
    """Return the digest of this tool's own files, which differs between two versions in development too.

    Hidden and compiled files don't count, nor do exercises that are installed with it: it's the same in a clone, and
    they have digests of their own.
    """
    own = hashlib.sha256()
    folder = Path(workshop.__file__).parent
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder)
        if file.is_file() and name.parts[0] != EXERCISES and not any(part.startswith(IGNORED) for part in name.parts):
            _add(own, name.as_posix(), file.read_bytes())
    return own.hexdigest()


def _add_files(hashed: "hashlib._Hash", path: Path) -> None:
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if file.is_file() and "__pycache__" not in file.parts:
            _add(hashed, file.relative_to(path.parent).as_posix(), file.read_bytes())


def _add(hashed: "hashlib._Hash", name: str, content: bytes) -> None:
    hashed.update(f"{name}\0{len(content)}\0".encode(errors="surrogateescape") + content)
