"""The learners of a class: what they are called, and where their tests are."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Learner:
    """A learner, and the folder that the learner has handed in."""

    name: str
    folder: Path


def learners_in(folders: list[Path]) -> list[Learner]:
    """Return a learner for each folder, named after it; folders with the same name are named by their paths."""
    names = [folder.resolve().name for folder in folders]
    return [
        Learner(name if names.count(name) == 1 else f"{folder}", folder)
        for folder, name in zip(folders, names, strict=True)
    ]
