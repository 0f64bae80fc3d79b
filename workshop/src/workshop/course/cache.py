"""A folder of caches: files that can be lost at any time, and aren't committed."""

from pathlib import Path

CACHE = ".workshop_cache"


class CacheFolder:
    """The folder of caches below `root`; it's made when the first file is written."""

    def __init__(self, root: Path) -> None:
        self._folder = root / CACHE

    def read(self, name: str) -> bytes:
        """Return the contents of a file; raises OSError if there's none."""
        return (self._folder / name).read_bytes()

    def write(self, name: str, contents: bytes) -> None:
        """Write a file in one step, so that no process reads half of it; raises OSError if it can't be written."""
        self._folder.mkdir(exist_ok=True)
        (self._folder / ".gitignore").write_text("*\n", encoding="utf-8")
        new = self._folder / f"{name}.new"
        new.write_bytes(contents)
        new.replace(self._folder / name)
