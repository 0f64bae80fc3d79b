"""Variants: which files of the program they replace, and with what."""

from pathlib import Path

import pytest

from workshop.errors import AuthorError
from workshop.mutants.mutant import Mutant
from workshop.mutants.subject import Subject
from workshop.variants.instrument import instrument
from workshop.variants.stubs import RAISING, SILENT, with_stubs
from workshop.variants.variant import (
    Variant,
    instrumented,
    source_files,
    stub_variant,
    with_mutant,
)

RULES = "def following(number):\n    return number + 1\n"
DATA = "LIMIT = 3\n"
MUTANT = Mutant("skips-one", "rules.py", "number + 1", "number + 2", why="Every other number is lost.")


@pytest.fixture
def package(tmp_path: Path) -> Subject:
    """Return a program of three files, one of them in a subpackage."""
    folder = tmp_path / "game"
    (folder / "inner").mkdir(parents=True)
    (folder / "__init__.py").touch()
    (folder / "rules.py").write_text(RULES)
    (folder / "inner" / "data.py").write_text(DATA)
    return Subject(folder)


@pytest.fixture
def module(tmp_path: Path) -> Subject:
    """Return a program of one file, with another file beside it."""
    (tmp_path / "neighbor.py").touch()
    (tmp_path / "rules.py").write_text(RULES)
    return Subject(tmp_path / "rules.py")


def test_source_files_of_a_package_are_named_by_their_path_in_it(package: Subject) -> None:
    """The paths have slashes on every system, and are sorted."""
    files = source_files(package)

    assert list(files.items()) == [("__init__.py", ""), ("inner/data.py", DATA), ("rules.py", RULES)]


def test_source_files_of_a_module_are_just_that_module(module: Subject) -> None:
    """Files beside the module don't belong to the program."""
    assert source_files(module) == {"rules.py": RULES}


def test_mutant_replaces_its_file(package: Subject) -> None:
    """The variant has the name of the mutant."""
    assert with_mutant(package, MUTANT) == Variant(
        "skips-one", {"rules.py": "def following(number):\n    return number + 2\n"}
    )


def test_mutant_that_cannot_be_applied_is_an_error(package: Subject) -> None:
    """Its author has to correct it."""
    mutant = Mutant("stays", "rules.py", "number + 1", "number+1", why="It doesn't matter.")

    with pytest.raises(AuthorError, match=r"^mutant stays: rules\.py: `new` doesn't change the program$"):
        with_mutant(package, mutant)


@pytest.mark.parametrize(
    ("kind", "body"),
    [pytest.param("raising", RAISING, id="raising"), pytest.param("silent", SILENT, id="silent")],
)
def test_stub_variant_replaces_all_files(package: Subject, kind: str, body: str) -> None:
    """Every function in every file becomes a stub."""
    variant = stub_variant(package, kind)

    assert variant == Variant(
        f"{kind} stub",
        {"__init__.py": "", "inner/data.py": with_stubs(DATA, body), "rules.py": with_stubs(RULES, body)},
    )


def test_instrumented_program_replaces_all_files(package: Subject) -> None:
    """Every file records what is entered; the name stays that of the program."""
    variant = instrumented(package)

    assert variant == Variant(
        "game",
        {file: instrument(text, file) for file, text in source_files(package).items()},
        is_instrumented=True,
    )
