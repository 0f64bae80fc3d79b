"""Planting that the machine refuses, and a record of it that can't be read: the message says so."""

from functools import partial
from pathlib import Path

import pytest

from tests.mutants.planted import COUNTER
from workshop.errors import MachineError, UsageError
from workshop.mutants.catalogue import Catalogue
from workshop.mutants.mutant import Mutant
from workshop.mutants.planting import find_planted, plant, unplant


def test_file_that_cannot_be_written_is_an_error(
    catalogue: Catalogue, mutant: Mutant, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is planted, and no half of a file is left."""
    names = sorted(path.name for path in file.parent.iterdir())
    replace_file = Path.replace

    def refuse(path: Path, target: Path) -> Path:
        if target == file:
            raise PermissionError(13, "Permission denied", f"{path}")
        return replace_file(path, target)

    monkeypatch.setattr(Path, "replace", refuse)

    with pytest.raises(MachineError, match=r"src can't be written: Permission denied$"):
        plant(catalogue, mutant)

    assert find_planted(catalogue) is None
    assert sorted(path.name for path in file.parent.iterdir()) == names


def test_record_that_cannot_be_deleted_is_an_error(
    catalogue: Catalogue, mutant: Mutant, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mutant is out."""
    plant(catalogue, mutant)

    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied", f"{path}")

    monkeypatch.setattr(Path, "unlink", refuse)

    with pytest.raises(MachineError, match=r"\.git can't be written: Permission denied$"):
        unplant(catalogue)
    assert file.read_bytes() == COUNTER.encode()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\xff", id="not UTF-8"),
        pytest.param(b"[]", id="no table"),
        pytest.param(b'{"before": ""}', id="no mutant"),
        pytest.param(b'{"before": "", "mutant": {"kills": [], "unknown": 1}}', id="another version's"),
    ],
)
def test_record_that_cannot_be_read_is_an_error(
    text: bytes, catalogue: Catalogue, mutant: Mutant, project: Path
) -> None:
    """Perhaps a mutant is planted, perhaps not: the message names the record, and says what to do."""
    (project / ".git" / "workshop-planted").write_bytes(text)

    for command in (find_planted, unplant, partial(plant, mutant=mutant)):
        with pytest.raises(UsageError, match=r"workshop-planted says .* can't be read: see `git diff`, restore"):
            command(catalogue)
