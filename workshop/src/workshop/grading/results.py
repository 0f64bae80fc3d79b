"""The files that the grades of a class are written to, and the pages."""

import os
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from workshop.errors import MachineError, UsageError
from workshop.grading.exporters.formats import Format
from workshop.grading.exporters.ids import NO_IDS, Ids
from workshop.grading.grade import Grade, by_learner, unfinished_learners
from workshop.grading.pages.class_page import as_html
from workshop.grading.pages.learner_page import learner_page
from workshop.grading.result_file import ResultFile
from workshop.grading.submissions import Submission

LONGEST = 150  # bytes of a learner's name in that of a file, which has no more than 255 on most systems
UNSAFE = re.compile(r"[^\w.@+-]+")  # what a file's name is better off without


@dataclass(frozen=True)
class Paths:
    """Where to write: the grades, the page of the class unless that's None, and the folder of the learners' pages."""

    output: Path
    page: Path | None = None
    learner_pages: Path | None = None

    @property
    def journal(self) -> Path:
        """The journal that belongs to them."""
        return ResultFile(self.output).beside(".journal")

    @property
    def all(self) -> list[Path]:
        """Everything that's written to."""
        return [each for each in (self.output, self.journal, self.page, self.learner_pages) if each]


class Results:
    """A file of grades in some format, or one for each learner, and web pages."""

    def __init__(self, format_: Format, paths: Paths, learners: list[str], ids: Ids = NO_IDS) -> None:
        self._format, self._learners, self._ids = format_, learners, ids
        self._output = ResultFile(paths.output)
        self._page = ResultFile(paths.page) if paths.page else None
        names = _file_names(learners)
        output, self._folder = paths.output, paths.learner_pages
        self._one_each: dict[str, ResultFile] = {}
        if format_.is_for_one and len(learners) > 1:
            files = {learner: f"{output.stem}-{name}{output.suffix}" for learner, name in names.items()}
            self._one_each = {learner: ResultFile(output.with_name(file)) for learner, file in files.items()}
        self._learner_pages: dict[str, ResultFile] = {}
        if self._folder:
            self._learner_pages = {each: ResultFile(self._folder / f"{name}.html") for each, name in names.items()}

    @property
    def files(self) -> list[Path]:
        """The files that the grades are written to, and the folder of the learners' pages."""
        return [*(file.path for file in self._files()), *([self._folder] if self._folder else [])]

    @property
    def without_id(self) -> list[str]:
        """The learners whom the format leaves out because they have no id."""
        return [each for each in self._learners if not self._ids.of(each)] if self._format.has_ids else []

    def check(self) -> None:
        """Raise MachineError if a file can't be written, and UsageError if these learners can't be written so."""
        self._format.check(self._ids, self._learners)
        page = self._page
        if page and not self._output.is_device and _is_same(page.path, self._output.path):
            raise UsageError(f"the grades and the page can't both be written to {self._output.path}")
        if self._folder:
            try:
                self._folder.mkdir(exist_ok=True)
            except OSError as error:
                raise MachineError(f"{self._folder} can't be created: {error.strerror}") from None
        for file in (*self._files(), *self._learner_pages.values()):
            file.check()

    def write(self, grades: list[Grade]) -> None:
        """Write all grades in their order; raises MachineError if that fails."""
        for file, text in self._texts(grades):
            file.write(text)

    def write_incomplete(self, grades: list[Grade], submissions: list[Submission]) -> tuple[list[Path], list[str]]:
        """Write the grades of some of the submissions; raises MachineError if that fails.

        Returns the files that stay as they are, since they may have all grades of an earlier run, and the learners whom
        a format with ids leaves out: those who lack a grade, since a gradebook would take an empty cell for a change.
        """
        left_out = unfinished_learners(grades, submissions) if self._format.has_ids else []
        kept = []
        for file, text in self._texts(grades, left_out):
            if file.is_there:
                kept.append(file.path)
            else:
                file.write(text)
        return kept, left_out

    def _texts(self, grades: list[Grade], left_out: Collection[str] = ()) -> Iterator[tuple[ResultFile, str]]:
        if self._one_each:
            for learner, own in by_learner(grades).items():
                yield self._one_each[learner], self._format.render([*own.values()], self._ids)
        else:
            shown = [each for each in grades if each.submission.learner not in left_out]
            yield self._output, self._format.render(shown, self._ids)
        if self._page:
            yield self._page, as_html(grades, self._ids)
        if self._learner_pages:
            for learner, own in by_learner(grades).items():
                yield self._learner_pages[learner], learner_page(learner, [*own.values()])

    def _files(self) -> list[ResultFile]:
        return [*(self._one_each.values() or [self._output]), *([self._page] if self._page else [])]


def _is_same(one: Path, other: Path) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)


def _file_names(learners: list[str]) -> dict[str, str]:
    """Return the name of a file for each learner, without its ending; a number tells names that are alike apart."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for learner in learners:
        short = UNSAFE.sub("_", learner).encode()[:LONGEST].decode(errors="ignore")
        safe = name = short.strip("_.") or "learner"
        number = 1
        while name.lower() in taken:  # some systems don't tell upper from lower case
            number += 1
            name = f"{safe}-{number}"
        taken.add(name.lower())
        names[learner] = name
    return names
