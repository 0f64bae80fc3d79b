"""The files that the grades of a class are written to."""

import os
from pathlib import Path

from workshop.errors import UsageError
from workshop.grading.grade import Grade
from workshop.grading.report import as_csv, as_html
from workshop.grading.result_file import ResultFile
from workshop.grading.submissions import Submission


class Results:
    """A table and a web page; `journal` is the path of the journal that belongs to them."""

    def __init__(self, csv: Path, html: Path) -> None:
        self._csv, self._html = ResultFile(csv), ResultFile(html)
        self.journal = self._csv.beside(".journal")

    def check(self) -> None:
        """Raise MachineError if one of the files can't be written, and UsageError if they're the same."""
        paths = [os.path.realpath(file.path) for file in (self._csv, self._html)]
        if paths[0] == paths[1] and not self._csv.is_device:
            raise UsageError(f"the table and the page can't both be written to {self._csv.path}")
        for file in (self._csv, self._html):
            file.check()

    def write(self, grades: list[Grade], submissions: list[Submission]) -> None:
        """Write the grades in the order of the submissions; raises MachineError if that fails."""
        position = {submission: number for number, submission in enumerate(submissions)}
        ordered = sorted(grades, key=lambda each: position[each.submission])
        self._csv.write(as_csv(ordered))
        self._html.write(as_html(ordered))
