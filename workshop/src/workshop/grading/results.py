"""The files that the grades of a class are written to."""

import os
import re
from pathlib import Path

from workshop.errors import UsageError
from workshop.grading.exporters.formats import Format
from workshop.grading.exporters.ids import NO_IDS, Ids
from workshop.grading.grade import Grade, by_learner
from workshop.grading.report import as_html
from workshop.grading.result_file import ResultFile
from workshop.grading.submissions import Submission

UNSAFE = re.compile(r"[^\w.@+-]+")  # what a file's name is better off without


class Results:
    """A file of grades in some format, or one for each learner, and a web page.

    `journal` is the path of the journal that belongs to them.
    """

    def __init__(self, format_: Format, output: Path, html: Path, learners: list[str], ids: Ids = NO_IDS) -> None:
        self._format, self._learners, self._ids = format_, learners, ids
        self._output, self._html = ResultFile(output), ResultFile(html)
        self._one_each = _files_for(learners, output) if format_.is_for_one and len(learners) > 1 else {}
        self.journal = self._output.beside(".journal")

    @property
    def files(self) -> list[Path]:
        """The files that the grades are written to."""
        return [file.path for file in self._all()]

    @property
    def without_id(self) -> list[str]:
        """The learners whom the format leaves out because they have no id."""
        return [each for each in self._learners if each not in self._ids.by_learner] if self._format.has_ids else []

    def check(self) -> None:
        """Raise MachineError if a file can't be written, and UsageError if these learners can't be written so."""
        self._format.check(self._ids, self._learners)
        paths = [os.path.realpath(file.path) for file in (self._output, self._html)]
        if paths[0] == paths[1] and not self._output.is_device:
            raise UsageError(f"the grades and the page can't both be written to {self._output.path}")
        for file in self._all():
            file.check()

    def write(self, grades: list[Grade], submissions: list[Submission]) -> None:
        """Write the grades in the order of the submissions; raises MachineError if that fails."""
        position = {submission: number for number, submission in enumerate(submissions)}
        ordered = sorted(grades, key=lambda each: position[each.submission])
        if self._one_each:
            for learner, own in by_learner(ordered).items():
                self._one_each[learner].write(self._format.render([*own.values()], self._ids))
        else:
            self._output.write(self._format.render(ordered, self._ids))
        self._html.write(as_html(ordered))

    def _all(self) -> list[ResultFile]:
        return [*(self._one_each.values() or [self._output]), self._html]


def _files_for(learners: list[str], path: Path) -> dict[str, ResultFile]:
    """Return a file for each learner, beside `path` and named after the learner, with a number if names are alike."""
    files: dict[str, ResultFile] = {}
    taken: set[str] = set()
    for learner in learners:
        safe = name = UNSAFE.sub("_", learner).strip("_.") or "learner"
        number = 1
        while name.lower() in taken:  # some systems don't tell upper from lower case
            number += 1
            name = f"{safe}-{number}"
        taken.add(name.lower())
        files[learner] = ResultFile(path.with_name(f"{path.stem}-{name}{path.suffix}"))
    return files
