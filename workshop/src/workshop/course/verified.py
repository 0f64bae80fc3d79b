"""Remembers which exercises were verified without a problem, so that only what has changed is verified again."""

import hashlib
import json
import platform
from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path

import workshop
from workshop.engine.redis import find_executable

CACHE = ".workshop_cache"
FILE = "verified.json"


class Verified:
    """The exercises that were verified with `seeds` seeds, kept in a folder of caches below `root`.

    An exercise counts as changed if any of its files, the workshop itself, Python, an installed package, the Redis
    server or the number of seeds is another one. A cache that can't be read or written is no cache.
    """

    def __init__(self, root: Path, *, seeds: int) -> None:
        self._folder = root / CACHE
        self._surroundings = hashlib.sha256("\0".join(_surroundings(seeds)).encode())
        self._known = self._read()

    def is_unchanged(self, exercise: Path) -> bool:
        """Return whether the exercise in a folder was verified as it is now."""
        return self._known.get(f"{exercise.resolve()}") == self._fingerprint(exercise)

    def remember(self, exercise: Path) -> None:
        """Keep that the exercise in a folder was verified without a problem."""
        self._known[f"{exercise.resolve()}"] = self._fingerprint(exercise)
        try:
            self._folder.mkdir(exist_ok=True)
            (self._folder / ".gitignore").write_text("*\n", encoding="utf-8")
            new = self._folder / f"{FILE}.new"
            new.write_text(json.dumps(self._known, indent=2) + "\n", encoding="utf-8")
            new.replace(self._folder / FILE)
        except OSError:
            return

    def _read(self) -> dict[str, str]:
        try:
            known = json.loads((self._folder / FILE).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return known if isinstance(known, dict) else {}

    def _fingerprint(self, exercise: Path) -> str:
        hashed = self._surroundings.copy()
        _add_files(hashed, exercise)
        return hashed.hexdigest()


def _surroundings(seeds: int) -> Iterator[str]:
    """Yield everything besides the exercise that a verification depends on."""
    yield f"{seeds} {platform.python_version()} {platform.platform()} {find_executable()}"
    yield from sorted(f"{each.name} {each.version}" for each in distributions())
    own = hashlib.sha256()
    _add_files(own, Path(workshop.__file__).parent)
    yield own.hexdigest()


def _add_files(hashed: "hashlib._Hash", folder: Path) -> None:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            hashed.update(f"{path.relative_to(folder)}\0{path.stat().st_size}\0".encode() + path.read_bytes())
