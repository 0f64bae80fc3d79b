"""The suite that the kill matrix runs."""

from pathlib import Path

from workshop.engine.suite import Suite
from workshop.judging.matrix_runner import suite_of
from workshop.mutants.catalogue import Catalogue
from workshop.mutants.subject import Subject


def test_suite_has_the_tests_of_all_techniques(tmp_path: Path) -> None:
    """Only those that the catalogue leaves out are missing."""
    techniques = {"unit": tmp_path / "unit", "property": tmp_path / "property"}
    left_out = {tmp_path / "unit/test_readme.py": "It tests the README."}

    suite = suite_of(Catalogue(tmp_path, Subject(tmp_path / "game"), techniques, left_out, ()))

    assert suite == Suite(tmp_path, tests=tuple(techniques.values()), left_out=tuple(left_out))
