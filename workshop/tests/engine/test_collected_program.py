"""The program that the tests import must be the one that is judged."""

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from pytest_mock import MockerFixture

from workshop.engine.protocol import HOME, TEMPORARY, TREE, CollectionFailed, Job, Outcome, RunOptions
from workshop.engine.worker.collection import Collection


def test_program_imported_from_elsewhere_is_a_problem(
    tmp_path: Path, mocker: MockerFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tests that import another program of the same name would judge that one, so none of them counts."""
    for folder in (TREE, HOME, TEMPORARY):
        (tmp_path / folder).mkdir()
    (tmp_path / TREE / "ages.py").touch()
    monkeypatch.setitem(sys.modules, "ages", SimpleNamespace(__file__="/somewhere/ages.py"))
    session = mocker.create_autospec(pytest.Session, instance=True, items=[])
    job = Job(0, f"{tmp_path}", "token", RunOptions(("test_ages.py",)))
    collection = Collection(session)

    collection.collect(job)
    problem, _ = collection.select(job)

    message = "the tests import ages from /somewhere/ages.py, not from where it's judged"
    assert problem == CollectionFailed("", Outcome("failed", "import", message))
