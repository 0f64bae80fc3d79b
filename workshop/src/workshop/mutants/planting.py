"""Plants a mutant in the working tree, to look for it with plain pytest, and takes it out again."""

import json
import shutil
from contextlib import suppress
from dataclasses import asdict, dataclass
from importlib.util import cache_from_source
from pathlib import Path

from workshop.errors import UsageError, write_error
from workshop.invocation import command
from workshop.mutants.catalogue import Catalogue
from workshop.mutants.git import private_path, without_change
from workshop.mutants.mutant import Mutant


@dataclass(frozen=True)
class _Planted:
    """The record of a planted mutant: the mutant itself, and the text of its file before.

    With both, it can be taken out even if the catalogue or the committed file has changed in the meantime.
    """

    mutant: Mutant
    before: str


def plant(catalogue: Catalogue, mutant: Mutant) -> Path:
    """Plant a mutant in its file, and return the path of the file.

    Raises UsageError if another one is planted or if the file isn't committed as it is, AuthorError if the mutant can't
    be applied, and MachineError if the file can't be written.
    """
    if planted := find_planted(catalogue):
        raise UsageError(f"{planted.name} is already planted; take it out first with `{command('unplant')}`")
    record = _record_path(catalogue)
    path = catalogue.subject.path_of(mutant.file)
    before = catalogue.committed(mutant.file)
    if before is None:
        raise UsageError(f"{path} isn't committed, so git couldn't bring it back; commit it first")
    if catalogue.subject.read(mutant.file) != before:
        raise UsageError(f"{path} has uncommitted changes; commit them first")
    mutated = mutant.applied_to(before)
    _replace(record, json.dumps(asdict(_Planted(mutant, before))))  # first, so that an interruption is noticed
    _replace_source(path, mutated)
    return path


def unplant(catalogue: Catalogue) -> Mutant:
    """Take out the planted mutant, and return it; other changes in its file stay.

    Raises UsageError if none is planted, or if the planted lines have changed since, and MachineError if the file can't
    be written.
    """
    planted = _find(catalogue)
    if planted is None:
        raise UsageError("no mutant is planted")
    mutant = planted.mutant
    path = catalogue.subject.path_of(mutant.file)
    text = without_change(catalogue.subject.read(mutant.file), mutant.applied_to(planted.before), planted.before)
    if text is None:
        raise UsageError(f"{path} has changed where {mutant.name} is planted; see `git diff`, and restore it by hand")
    _replace_source(path, text)
    _delete(_record_path(catalogue))
    return mutant


def find_planted(catalogue: Catalogue) -> Mutant | None:
    """Return the planted mutant, if any; the record of one that was taken out by other means is deleted.

    Raises UsageError if the record can't be read.
    """
    planted = _find(catalogue)
    return planted.mutant if planted else None


def _find(catalogue: Catalogue) -> _Planted | None:
    try:
        record = _record_path(catalogue)
    except UsageError:
        return None
    if not record.exists():
        return None
    planted = _read(record)
    if catalogue.subject.read(planted.mutant.file) == planted.before:
        _delete(record)
        return None
    return planted


def _read(record: Path) -> _Planted:
    try:
        values = json.loads(record.read_text(encoding="utf-8"))
        mutant = Mutant(**values["mutant"] | {"kills": tuple(values["mutant"]["kills"])})
        return _Planted(mutant, values["before"])
    except (OSError, ValueError, TypeError, KeyError):
        raise UsageError(
            f"{record} says which mutant is planted, but can't be read: see `git diff`, restore the program by hand if"
            " one is, then delete that file"
        ) from None


def _delete(record: Path) -> None:
    try:
        record.unlink()
    except OSError as error:
        raise write_error(record.parent, error) from None


def _record_path(catalogue: Catalogue) -> Path:
    path = private_path(catalogue.root, "workshop-planted")
    if path is None:
        raise UsageError(f"{catalogue.root} isn't in a git repository, or git isn't installed; planting needs both")
    return path


def _replace_source(path: Path, text: str) -> None:
    """Replace the text of a source with its line endings kept, and delete its compiled versions.

    Python would take them for those of the new text if it's as long as the old one and written within the same second.
    """
    _replace(path, text, newline="\r\n" if b"\r\n" in path.read_bytes() else "\n")
    for compiled in Path(cache_from_source(f"{path}")).parent.glob(f"{path.stem}.*.pyc"):
        compiled.unlink(missing_ok=True)


def _replace(path: Path, text: str, newline: str = "\n") -> None:
    """Replace the text of a file completely or not at all; raises MachineError if it can't be written."""
    new = path.with_name(f"{path.name}.new")
    try:
        new.write_text(text, encoding="utf-8", newline=newline)
        if path.exists():
            shutil.copymode(path, new)
        new.replace(path)
    except OSError as error:
        with suppress(OSError):
            new.unlink()
        raise write_error(path.parent, error) from None
