"""What a mutant changes, as a unified diff."""

import difflib
from io import StringIO

from workshop.mutants.catalogue import Catalogue
from workshop.mutants.mutant import Mutant
from workshop.mutants.subject import Subject

NO_END = "\\ No newline at end of file\n"  # as git says it


def diff(mutant: Mutant, subject: Subject) -> str:
    """Return what a mutant changes in a file of the program; raises AuthorError if it can't be applied."""
    return _diff(mutant, subject.read(mutant.file), mutant.file)


def diff_of_commit(mutant: Mutant, catalogue: Catalogue) -> str:
    """Return the same for the committed file, if it's committed: the working tree may have the mutant in it."""
    before = catalogue.committed(mutant.file) or catalogue.subject.read(mutant.file)
    return _diff(mutant, before, catalogue.path_of(mutant.file))


def _diff(mutant: Mutant, before: str, path: str) -> str:
    lines = difflib.unified_diff(
        _lines(before),
        _lines(mutant.applied_to(before)),
        fromfile=f"a/{path}",
        tofile=f"b/{path}",
    )
    return "".join(line if line.endswith("\n") else f"{line}\n{NO_END}" for line in lines)


def _lines(text: str) -> list[str]:
    """Return the lines of a text with their ends; a form feed, for example, isn't one."""
    return StringIO(text, newline="\n").readlines()
