"""Snapshots as Python sees them: each imports as the variant that it's set up for."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from workshop.engine.controller.snapshot import Original, Snapshot
from workshop.engine.protocol import TREE
from workshop.mutants.subject import Subject
from workshop.variants.instrument import RECORDER_MODULE
from workshop.variants.reach_map import REACH_VARIABLE, read_reach_map
from workshop.variants.variant import Variant, instrumented

RULES = "def following(number):\n    return number + 1\n"
MUTANT = Variant("skips-one", {"rules.py": RULES.replace("1", "2")})
ORIGINAL = Variant("the original")


def write_package(folder: Path) -> Subject:
    """Write a program of two files, with the byte code of another program beside them."""
    (folder / "game" / "__pycache__").mkdir(parents=True)
    (folder / "game" / "__init__.py").write_text("from game.rules import following\n")
    (folder / "game" / "rules.py").write_text(RULES)
    (folder / "game" / "__pycache__" / "rules.pyc").touch()
    return Subject(folder / "game")


def write_module(folder: Path) -> Subject:
    """Write a program of one file, with another file beside it."""
    (folder / "neighbor.py").touch()
    (folder / "rules.py").write_text(RULES)
    return Subject(folder / "rules.py")


@pytest.fixture(params=[pytest.param(write_package, id="package"), pytest.param(write_module, id="module")])
def subject(request: pytest.FixtureRequest, tmp_path: Path) -> Subject:
    """Return a program of either kind; both have the function `following`."""
    subject = request.param(tmp_path)
    assert isinstance(subject, Subject)
    return subject


def set_up(subject: Subject, variant: Variant, tmp_path: Path) -> Path:
    """Return the tree of a snapshot that is set up for a variant."""
    snapshot = Snapshot(Original(subject, tmp_path / "original"), tmp_path, 0)
    snapshot.set_up(variant)
    return snapshot.directory / TREE


def following_one(subject: Subject, tree: Path, **environment: str) -> str:
    """Return what `following(1)` returns in a process with the tree on its path."""
    code = f"import {subject.name}; print({subject.name}.following(1))"
    run = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": f"{tree}", **environment},
        capture_output=True,
        check=True,
        text=True,
    )
    return run.stdout.strip()


def test_original_imports_as_the_program(subject: Subject, tmp_path: Path) -> None:
    """A variant without changes behaves like the subject."""
    tree = set_up(subject, ORIGINAL, tmp_path)

    assert following_one(subject, tree) == "2"


def test_mutant_is_not_imported_from_the_byte_code_of_the_original(subject: Subject, tmp_path: Path) -> None:
    """Python compares only size and time, so they are made the same."""
    tree = set_up(subject, MUTANT, tmp_path)
    [original], [mutated] = (tmp_path / "original").rglob("rules.py"), tree.rglob("rules.py")
    assert mutated.stat().st_size == original.stat().st_size
    os.utime(mutated, ns=(original.stat().st_atime_ns, original.stat().st_mtime_ns))

    assert following_one(subject, tree) == "3"


def test_instrumented_program_records_what_the_process_enters(subject: Subject, tmp_path: Path) -> None:
    """The environment says where to record it, and for which test."""
    tree = set_up(subject, instrumented(subject), tmp_path)
    environment = {REACH_VARIABLE: f"{tmp_path / 'reach'}", "PYTEST_CURRENT_TEST": "test_it (call)"}

    assert following_one(subject, tree, **environment) == "2"

    assert read_reach_map(tmp_path / "reach").by_test == {"test_it": {"the block of rules.py that begins at 2:4"}}


def test_only_an_instrumented_program_has_the_recorder(subject: Subject, tmp_path: Path) -> None:
    """Tests could find it in the tree."""
    tree = set_up(subject, ORIGINAL, tmp_path)

    assert RECORDER_MODULE not in {path.stem for path in tree.iterdir()}


def test_tree_of_a_module_has_no_other_files(tmp_path: Path) -> None:
    """Files beside the module aren't part of the program."""
    tree = set_up(write_module(tmp_path), ORIGINAL, tmp_path)

    assert [path.name for path in tree.glob("*.py")] == ["rules.py"]
