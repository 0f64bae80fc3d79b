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
        """The name under which tests import it."""
        return self.path.stem

    def path_in_tree(self, file: str) -> str:
        """Return the path of one of its files, with slashes, relative to the folder on `sys.path`."""
        return f"{self.name}/{file}" if self.path.is_dir() else file

    def path_of(self, file: str) -> Path:
        """Return the path of one of its files, which is named by its path in the package."""
        return self.path.parent / self.path_in_tree(file)

    def read(self, file: str) -> str:
        """Return the text of one of its files; raises AuthorError if it can't be read."""
        return read_text(self.path_of(file))
