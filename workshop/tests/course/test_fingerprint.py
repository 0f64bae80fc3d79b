"""`own_digest`: two versions of this tool have different digests, and one version has the same everywhere."""

from pathlib import Path

import pytest

import workshop
from workshop.course.fingerprint import own_digest


def test_a_wheel_has_the_same_digest_as_a_clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Although there are exercises in it, and files of the Finder; any other file counts."""
    monkeypatch.setattr(workshop, "__file__", f"{tmp_path / '__init__.py'}")
    digests = []

    for file in ("__init__.py", "exercises/13-doubles/doubles.py", ".DS_Store", "a/.DS_Store", "grading/grade.py"):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).touch()
        digests.append(own_digest.__wrapped__())

    clone, *same, other = digests
    assert {*same} == {clone}
    assert other != clone
