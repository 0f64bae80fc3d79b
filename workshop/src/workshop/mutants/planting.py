"""Plants a bug by hand: puts a mutant into the working tree, to be looked for with plain pytest, and takes it out."""

import json
import shutil
import subprocess
import tempfile
from dataclasses import asdict, dataclass
from importlib.util import cache_from_source
from pathlib import Path

from workshop.errors import UsageError
from workshop.mutants.catalogue import Catalogue
from workshop.mutants.mutant import Mutant


@dataclass(frozen=True)
class _Planted:
    """What is noted when a mutant is planted: itself as it was then, and the text of its file before.

    So it can be taken out whatever becomes of the catalogue, and of what is committed, in the meantime.
    """

    mutant: Mutant
    before: str


def diff(catalogue: Catalogue, mutant: Mutant) -> str:
    """Return what a mutant changes, as a unified diff; raises CatalogueError where it cannot be made."""
    before = _committed(catalogue, mutant) or catalogue.subject.read(mutant.file)
    name = _path(catalogue, mutant).relative_to(catalogue.root).as_posix()
    return mutant.diff(before, name)


def plant(catalogue: Catalogue, mutant: Mutant) -> Path:
    """Put a mutant into its file, and return the file.

    Raises PlantingError where another is planted, or the file has changes that are not committed, and CatalogueError
    where the mutant cannot be made.
    """
    if planted := find_planted(catalogue):
        raise UsageError(f"{planted.name} is planted already: take it out first, with `workshop unplant`")
    note = _note(catalogue)
    path = _path(catalogue, mutant)
    before = _committed(catalogue, mutant)
    if before is None:
        raise UsageError(f"{path} is not committed: only from git can it come back")
    if catalogue.subject.read(mutant.file) != before:
        raise UsageError(f"{path} has changes that are not committed: commit them, or put them away, first")
    mutated = mutant.applied_to(before)
    _replace(note, json.dumps(asdict(_Planted(mutant, before))))  # first, so that an interruption is noticed
    _change(path, mutated)
    return path


def unplant(catalogue: Catalogue) -> Mutant:
    """Take out the mutant that is planted, and return it; what else has changed in its file stays.

    Raises PlantingError where none is planted, or its place has been changed since.
    """
    planted = _find(catalogue)
    if planted is None:
        raise UsageError("no mutant is planted")
    mutant = planted.mutant
    path = _path(catalogue, mutant)
    text = _without(planted, catalogue.subject.read(mutant.file))
    if text is None:
        raise UsageError(f"{path} has changed where {mutant.name} was planted: see `git diff`, and mend it by hand")
    _change(path, text)
    _note(catalogue).unlink()
    return mutant


def find_planted(catalogue: Catalogue) -> Mutant | None:
    """Return the mutant that is planted, if there is one; one that was taken out by other means is forgotten."""
    planted = _find(catalogue)
    return planted.mutant if planted else None


def _find(catalogue: Catalogue) -> _Planted | None:
    try:
        note = _note(catalogue)
    except UsageError:
        return None
    if not note.exists():
        return None
    noted = json.loads(note.read_text(encoding="utf-8"))
    mutant = Mutant(**noted["mutant"] | {"kills": tuple(noted["mutant"]["kills"])})
    if catalogue.subject.read(mutant.file) == noted["before"]:
        note.unlink()
        return None
    return _Planted(mutant, noted["before"])


def _without(planted: _Planted, text: str) -> str | None:
    """Return the text of the file without the mutant, None where its place has been changed: a merge of three."""
    with tempfile.TemporaryDirectory(prefix="workshop-") as folder:
        files = [Path(folder) / name for name in ("text", "mutated", "before")]
        for file, content in zip(files, (text, planted.mutant.applied_to(planted.before), planted.before), strict=True):
            file.write_text(content, encoding="utf-8", newline="\n")
        return _git(Path(folder), "merge-file", "--stdout", *(file.name for file in files))


def _path(catalogue: Catalogue, mutant: Mutant) -> Path:
    subject = catalogue.subject.path
    return subject / mutant.file if subject.is_dir() else subject.parent / mutant.file


def _committed(catalogue: Catalogue, mutant: Mutant) -> str | None:
    """Return the file's text as it is committed, None where it is not."""
    name = _path(catalogue, mutant).relative_to(catalogue.root).as_posix()
    return _git(catalogue.root, "show", f"HEAD:./{name}")


def _note(catalogue: Catalogue) -> Path:
    """Return the file that says what is planted: among git's own, where nobody commits it."""
    path = _git(catalogue.root, "rev-parse", "--git-path", "workshop-planted")
    if path is None:
        raise UsageError("this is no clone of git: from nowhere else could the file come back")
    return catalogue.root / path.strip()


def _git(folder: Path, *arguments: str) -> str | None:
    try:
        run = subprocess.run(  # noqa: S603
            ["git", *arguments],  # noqa: S607 - git is wherever PATH has it
            cwd=folder,
            capture_output=True,
            check=False,
            encoding="utf-8",
        )
    except FileNotFoundError:
        return None
    return run.stdout if run.returncode == 0 else None


def _change(path: Path, text: str) -> None:
    """Write a source, and forget what was compiled of it.

    Within one second, and with the same length, that would pass for what belongs to the new text.
    """
    _replace(path, text)
    for compiled in Path(cache_from_source(f"{path}")).parent.glob(f"{path.stem}.*.pyc"):
        compiled.unlink(missing_ok=True)


def _replace(path: Path, text: str) -> None:
    """Write a file at once or not at all."""
    new = path.with_name(f"{path.name}.new")
    new.write_text(text, encoding="utf-8", newline="\n")
    if path.exists():
        shutil.copymode(path, new)
    new.replace(path)
