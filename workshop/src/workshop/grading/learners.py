"""A learner of a class."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Learner:
    """A learner, and the folder with what the learner has handed in; `problem` says why that can't be graded.

    `id` is that of a platform, if its archive says so.
    """

    name: str
    folder: Path
    problem: str = ""
    id: str = ""
