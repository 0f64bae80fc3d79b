"""Writes rows as CSV that a spreadsheet shows and doesn't compute."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from workshop.reports.printable import printable

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet computes a cell that starts with one of these


def to_csv(rows: Iterable[Sequence[object]]) -> str:
    """Return rows as lines of CSV."""
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def as_text(value: str) -> str:
    """Return a text that a learner may have written, for a cell: one line, after an apostrophe if it'd be computed."""
    line = printable(value)
    return f"'{line}" if line.startswith(FORMULA) else line
