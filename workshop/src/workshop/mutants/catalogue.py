"""The catalogue of a project: its program, its mutants, and the folder of each technique's tests."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workshop.errors import AuthorError, UsageError
from workshop.mutants.git import committed_text
from workshop.mutants.mutant import Mutant, read_mutants
from workshop.mutants.subject import Subject
from workshop.mutants.toml_schema import check_all, check_keys, read_table
from workshop.suggestions import did_you_mean, near


@dataclass(frozen=True)
class Catalogue:
    """The mutants of a program, and the techniques that should kill them: each name with the folder of its tests.

    `left_out` are tests in those folders that aren't about the program, each with the reason.
    """

    root: Path
    subject: Subject
    techniques: Mapping[str, Path]
    left_out: Mapping[Path, str]
    mutants: tuple[Mutant, ...]

    def find(self, name: str) -> Mutant:
        """Return the mutant with this name; raises UsageError, which suggests others, if there is none."""
        for mutant in self.mutants:
            if mutant.name == name:
                return mutant
        names = [mutant.name for mutant in self.mutants]
        suggested = near(name, names)
        others = did_you_mean(suggested) if suggested else f"choose one of {', '.join(names)}"
        raise UsageError(f"there's no mutant {name!r}; {others}")

    def path_of(self, file: str) -> str:
        """Return the path of one of the program's files in the project, with slashes."""
        return self.subject.path_of(file).relative_to(self.root).as_posix()

    def committed(self, file: str) -> str | None:
        """Return the text of one of the program's files as committed, or None if it isn't."""
        return committed_text(self.root, self.path_of(file))

    def check(self) -> None:
        """Apply every mutant; raises AuthorError with a line for each that can't be applied."""
        errors = []
        for mutant in self.mutants:
            try:
                mutant.applied_to(self.subject.read(mutant.file))
            except AuthorError as error:
                errors.append(f"{error}")
        if errors:
            raise AuthorError("\n".join(errors))


def read_catalogue(path: Path) -> Catalogue:
    """Return the content of a file such as `tests/mutants.toml`; its paths are relative to its grandparent folder.

    Raises AuthorError if the file can't be read or has the wrong form: a missing or unknown key, a value of the wrong
    type, a duplicate name, an unknown technique, or a path that doesn't exist.
    """
    table = read_table(path)
    try:
        return _catalogue(path.resolve().parents[1], table)
    except AuthorError as error:
        raise AuthorError(f"{path}: {error}") from None


def _catalogue(root: Path, table: dict[str, Any]) -> Catalogue:
    check_keys("the file", table, {"subject": str, "techniques": dict, "left_out": dict, "mutant": list})
    for key in ("techniques", "left_out"):
        check_all(f"{key!r}", table[key].values(), str)
    check_all("'mutant'", table["mutant"], dict)
    techniques = {name: _existing(root, f"technique {name}", folder) for name, folder in table["techniques"].items()}
    return Catalogue(
        root=root,
        subject=Subject(_existing(root, "'subject'", table["subject"])),
        techniques=techniques,
        left_out={_existing(root, "'left_out'", file): why for file, why in table["left_out"].items()},
        mutants=read_mutants(table["mutant"], techniques),
    )


def _existing(root: Path, title: str, path: str) -> Path:
    if not (root / path).exists():
        raise AuthorError(f"{title}: {path} doesn't exist")
    return root / path
