"""The file that says by which id a learning platform knows each learner."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from unicodedata import normalize

from workshop.errors import UsageError

LEARNER = "learner"  # the head of the first column
EXAMPLE = f"{LEARNER},ID number"


@dataclass(frozen=True)
class Ids:
    """The ids of learners, and the head of their column, which is the platform's name for such an id.

    Two names are the same if they look the same: macOS writes an accent behind its letter, others both as one.
    """

    column: str = ""
    by_learner: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _by_composed_name(self) -> dict[str, str]:
        return {_composed(learner): id_ for learner, id_ in self.by_learner.items()}

    def of(self, learner: str) -> str | None:
        """Return the id of a learner, None if there's none."""
        return self._by_composed_name.get(_composed(learner))


NO_IDS = Ids()


def read_ids(path: Path) -> Ids:
    """Return the ids of a CSV file with two columns, a learner's folder and the id; the first line has their heads.

    The columns may be separated by semicolons, as spreadsheets do in many countries. Raises UsageError if the file
    can't be read, a line doesn't have two columns, or a learner or an id occurs twice.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")  # a spreadsheet begins a file with a mark
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} can't be read: {getattr(error, 'strerror', None) or error}") from None
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    rows = [[cell.strip() for cell in row] for row in csv.reader(text.splitlines(), delimiter=delimiter) if row]
    if not rows or len(rows[0]) != 2 or rows[0][0].lower() != LEARNER:  # noqa: PLR2004 - two columns
        raise UsageError(f"{path}: the first line must have the heads of two columns, such as `{EXAMPLE}`")
    (_, column), *lines = rows
    by_learner: dict[str, str] = {}
    for row in lines:
        if len(row) != 2 or not all(row):  # noqa: PLR2004
            raise UsageError(f"{path}: a learner and an id are expected, not `{delimiter.join(row)}`")
        learner, id_ = _composed(row[0]), row[1]
        if learner in by_learner or id_ in by_learner.values():
            raise UsageError(f"{path}: `{delimiter.join(row)}` has a learner or an id that another line has too")
        by_learner[learner] = id_
    return Ids(column, by_learner)


def _composed(name: str) -> str:
    return normalize("NFC", name)
