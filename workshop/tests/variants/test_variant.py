"""Implementations, in the trees that they are run in: each imports as the program that it should be."""

import os
import subprocess
import sys
from importlib.util import cache_from_source
from pathlib import Path

import pytest

from workshop.engine.controller.snapshot import Original, Snapshot
from workshop.engine.protocol import TREE
from workshop.errors import AuthorError
from workshop.mutants.mutant import Mutant
from workshop.mutants.subject import Subject
from workshop.variants.instrument import RECORDER_MODULE
from workshop.variants.reach_map import REACH_VARIABLE, read_reach_map
from workshop.variants.variant import Variant, instrumented, source_files, stub_variant, with_mutant

RULES = "def following(number):\n    return number + 1\n"
MUTANT = Mutant("skips-one", "rules.py", "number + 1", "number + 2", why="Every other number is lost.")
ORIGINAL = Variant("the original")


@pytest.fixture
def package(tmp_path: Path) -> Subject:
    """Return a program of three files, one of them in a folder, with the byte code of another program beside it."""
    folder = tmp_path / "game"
    (folder / "inner").mkdir(parents=True)
    (folder / "__pycache__").mkdir()
    (folder / "__init__.py").write_text("from game.rules import following\n")
    (folder / "rules.py").write_text(RULES)
    (folder / "inner" / "data.py").write_text("LIMIT = 3\n")
    (folder / "__pycache__" / "rules.pyc").touch()
    return Subject(folder)


@pytest.fixture
def module(tmp_path: Path) -> Subject:
    """Return a program of one file, which has a neighbour."""
    (tmp_path / "neighbour.py").touch()
    (tmp_path / "rules.py").write_text(RULES)
    return Subject(tmp_path / "rules.py")


@pytest.fixture(params=[pytest.param("package", id="a package"), pytest.param("module", id="a module")])
def subject(request: pytest.FixtureRequest) -> Subject:
    """Return a program of either kind; both have the function `following`."""
    subject = request.getfixturevalue(request.param)
    assert isinstance(subject, Subject)
    return subject


def grow(subject: Subject, variant: Variant, tmp_path: Path) -> Path:
    """Return the tree of an implementation."""
    place = Snapshot(Original(subject, tmp_path / "original"), tmp_path, worker=0)
    place.set_up(variant)
    return place.directory / TREE


def answer(subject: Subject, tree: Path, **environment: str) -> str:
    """Return what comes after 1 in a process that has the tree on its path, or the error that it ends with."""
    code = f"import {subject.name}; print({subject.name}.following(1))"
    run = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": f"{tree}", **environment},
        capture_output=True,
        check=False,
        text=True,
    )
    return (run.stdout + run.stderr).splitlines()[-1]


def test_an_implementation_without_changes_is_the_program(subject: Subject, tmp_path: Path) -> None:
    """It answers as the subject does."""
    assert answer(subject, grow(subject, ORIGINAL, tmp_path)) == "2"


def test_a_mutant_is_the_program_with_its_bug(subject: Subject, tmp_path: Path) -> None:
    """It is what a process with the tree on its path imports."""
    assert answer(subject, grow(subject, with_mutant(subject, MUTANT), tmp_path)) == "3"


def test_byte_code_of_the_program_is_not_taken_for_that_of_a_mutant(subject: Subject, tmp_path: Path) -> None:
    """Even of one that is as long and was written in the same moment, which is all that Python looks at."""
    tree = grow(subject, with_mutant(subject, MUTANT), tmp_path)
    [original], [mutated] = (tmp_path / "original").rglob("rules.py"), tree.rglob("rules.py")
    assert mutated.stat().st_size == original.stat().st_size

    os.utime(mutated, ns=(original.stat().st_atime_ns, original.stat().st_mtime_ns))

    assert answer(subject, tree) == "3"


def test_what_has_not_changed_is_compiled_already(package: Subject, tmp_path: Path) -> None:
    """No run need do so again."""
    tree = grow(package, with_mutant(package, MUTANT), tmp_path)

    compiled = {path.relative_to(tree / "game") for path in tree.rglob("*.pyc")}

    assert compiled == {Path(cache_from_source(name)) for name in ("__init__.py", "inner/data.py")}


def test_neighbours_of_a_module_are_not_in_its_tree(module: Subject, tmp_path: Path) -> None:
    """The program is that one file."""
    tree = grow(module, ORIGINAL, tmp_path)

    assert [path.name for path in tree.glob("*.py")] == ["rules.py"]


def test_a_mutant_differs_from_the_program_in_its_file(package: Subject) -> None:
    """It is called as the mutant is."""
    assert with_mutant(package, MUTANT) == Variant(
        "skips-one", {"rules.py": "def following(number):\n    return number + 2\n"}
    )


def test_a_mutant_that_cannot_be_made_is_an_error(package: Subject) -> None:
    """Its author's."""
    mutant = Mutant("stays", "rules.py", "number + 1", "number+1", why="It does not matter.")

    with pytest.raises(AuthorError, match=r"^mutant stays: rules\.py: changes nothing$"):
        with_mutant(package, mutant)


@pytest.mark.parametrize(
    ("kind", "last_line"),
    [
        pytest.param("raising", "HollowError: this function is hollow", id="raising"),
        pytest.param("silent", "None", id="silent"),
    ],
)
def test_a_hollow_is_the_program_without_its_functions(
    subject: Subject, tmp_path: Path, kind: str, last_line: str
) -> None:
    """In all its files."""
    variant = stub_variant(subject, kind)

    assert variant.name == f"{kind} hollow"
    assert variant.files.keys() == source_files(subject).keys()
    assert answer(subject, grow(subject, variant, tmp_path)).removeprefix("__main__.").endswith(last_line)


def test_a_program_that_takes_notes_answers_and_notes(subject: Subject, tmp_path: Path) -> None:
    """Which blocks were entered, and by which test: the environment says so, and where to note it."""
    tree = grow(subject, instrumented(subject), tmp_path)
    environment = {REACH_VARIABLE: f"{tmp_path / 'notes'}", "PYTEST_CURRENT_TEST": "test_it (call)"}

    assert answer(subject, tree, **environment) == "2"

    assert read_reach_map(tmp_path / "notes").by_test == {"test_it": {"the block of rules.py that begins at 2:4"}}


def test_only_a_program_that_takes_notes_has_somebody_to_take_them(subject: Subject, tmp_path: Path) -> None:
    """Nothing else of ours stands in a tree, where tests could find it."""
    assert instrumented(subject).is_instrumented

    assert RECORDER_MODULE not in {path.stem for path in grow(subject, ORIGINAL, tmp_path).iterdir()}


def test_the_files_of_a_package_are_named_by_their_path_in_it(package: Subject) -> None:
    """With slashes on every system, and in order."""
    files = source_files(package)

    assert list(files) == ["__init__.py", "inner/data.py", "rules.py"]
    assert files["inner/data.py"] == "LIMIT = 3\n"


def test_the_file_of_a_module_is_named_by_its_name(module: Subject) -> None:
    """There is no other."""
    assert source_files(module) == {"rules.py": RULES}
