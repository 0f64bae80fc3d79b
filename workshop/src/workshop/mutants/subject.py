"""The program whose tests are judged."""

from dataclasses import dataclass
from pathlib import Path

from workshop.mutants.toml_schema import read_text


@dataclass(frozen=True)
class Subject:
    """The program whose tests are judged: `path` is its package (a folder) or its module (one file)."""

    path: Path

    @property
    def name(self) -> str:
        """The name by which tests import it."""
        return self.path.stem

    def path_in_tree(self, file: str) -> str:
        """Return the path, with slashes, of one of its files below the folder that stands on Python's path."""
        return f"{self.name}/{file}" if self.path.is_dir() else file

    def read(self, file: str) -> str:
        """Return the text of one of its files, by its path inside the package; raises CatalogueError without it."""
        return read_text(self.path.parent / self.path_in_tree(file))
