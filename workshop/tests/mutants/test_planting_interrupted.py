"""Planting that is interrupted by Ctrl-C at any moment: the file is whole, and planting works again."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest

from tests.mutants.planted import COUNTER, PLANTED, write
from workshop.errors import UsageError
from workshop.mutants.catalogue import Catalogue
from workshop.mutants.mutant import Mutant
from workshop.mutants.planting import find_planted, plant, unplant


def interrupted(method: Callable[..., object], calls: Iterator[int], *, number: int) -> Callable[..., object]:
    """Return a method that does what the original does, except that the call with this number is interrupted."""

    def call(*arguments: object, **options: object) -> object:
        if next(calls) == number:
            raise KeyboardInterrupt
        return method(*arguments, **options)

    return call


@pytest.mark.parametrize(
    "number",
    [
        pytest.param(1, id="before anything is written"),
        pytest.param(2, id="before the record exists"),
        pytest.param(3, id="after the record exists"),
        pytest.param(4, id="before the file is replaced"),
    ],
)
def test_interrupted_plant_plants_nothing(
    catalogue: Catalogue, mutant: Mutant, file: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """The file is what it was, no mutant is found, and the next attempt succeeds."""
    with monkeypatch.context() as patch:
        calls = count(1)
        for name in ("write_text", "replace"):
            patch.setattr(Path, name, interrupted(getattr(Path, name), calls, number=number))
        with pytest.raises(KeyboardInterrupt):
            plant(catalogue, mutant)

    assert file.read_bytes() == COUNTER.encode()
    assert find_planted(catalogue) is None
    plant(catalogue, mutant)
    assert file.read_bytes() == PLANTED.encode()


@pytest.mark.parametrize(
    "edit", [pytest.param("", id="as planted"), pytest.param("\n\nPI = 3\n", id="edited elsewhere")]
)
def test_interrupted_unplant_can_be_repeated(
    catalogue: Catalogue, mutant: Mutant, file: Path, monkeypatch: pytest.MonkeyPatch, edit: str
) -> None:
    """If the mutant is out but its record is still there, unplanting again does no harm."""
    plant(catalogue, mutant)
    write(file, PLANTED + edit)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", interrupted(Path.unlink, count(1), number=1))
        with pytest.raises(KeyboardInterrupt):
            unplant(catalogue)

    with suppress(UsageError):
        unplant(catalogue)

    assert file.read_bytes() == (COUNTER + edit).encode()
    assert find_planted(catalogue) is None
