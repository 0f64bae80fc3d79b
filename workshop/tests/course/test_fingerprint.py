"""`own_digest`: two versions of this tool can be told apart, wherever they are installed."""

from pathlib import Path

import pytest

import workshop
from workshop.course.fingerprint import own_digest


def test_a_wheel_has_the_same_digest_as_a_clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Although there are exercises in it; any other file counts."""
    monkeypatch.setattr(workshop, "__file__", f"{tmp_path / '__init__.py'}")
    digests = []

    for file in ("__init__.py", "exercises/13-doubles/doubles.py", "grading/grade.py"):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).touch()
        digests.append(own_digest.__wrapped__())

    clone, wheel, other = digests
    assert clone == wheel != other
