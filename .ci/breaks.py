"""The bad changes of `breaks.toml`, each with the gates that must refuse it."""

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

WORKSHOP = "workshop/"  # the folder of the workshop, and how the names of its gates begin
PROGRAM_GATES = {"tests", "integration", "scripts", "coverage"}  # they don't depend on the workshop


@dataclass(frozen=True)
class Break:
    """One bad change, which replaces a text that a file contains exactly once, and the gates that must refuse it."""

    name: str
    why: str
    file: str
    old: str
    new: str
    red: frozenset[str]
    shows: str

    def make(self, root: Path) -> None:
        """Make the change below `root`; raises ValueError if it doesn't apply."""
        path = root / self.file
        text = path.read_text(encoding="utf-8")
        if (count := text.count(self.old)) != 1:
            raise ValueError(f"break {self.name}: {self.file} contains this text {count} times, not once:\n{self.old}")
        path.write_text(text.replace(self.old, self.new), encoding="utf-8", newline="\n")

    def undo(self, root: Path) -> None:
        """Take the change out again, and nothing else; raises ValueError if it isn't there."""
        replace(self, old=self.new, new=self.old).make(root)

    def can_affect(self, gate: str) -> bool:
        """Return whether a gate depends on the file: the workshop's gates depend on the workshop alone."""
        if self.file.startswith(WORKSHOP):
            return gate not in PROGRAM_GATES
        return not gate.startswith(WORKSHOP)


def read_breaks(root: Path) -> dict[str, Break]:
    """Return the breaks of the repository at `root` by name."""
    tables = tomllib.loads((root / ".ci" / "breaks.toml").read_text(encoding="utf-8"))["break"]
    return {table["name"]: Break(**table | {"red": frozenset(table["red"])}) for table in tables}
