"""What a worker does before its first job depends on what the tests seem to need."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytest_mock import MockerFixture

from workshop.engine.worker import warm_up
from workshop.engine.worker_settings import SandboxSettings, WorkerSettings

SANDBOX = SandboxSettings("/scratch", ())


@pytest.fixture
def settings(tmp_path: Path) -> WorkerSettings:
    """Return the settings of a worker for tests that are trusted, and need nothing."""
    return WorkerSettings(
        root="/",
        settings="",
        ignored=(),
        imports=(),
        uses_hypothesis=False,
        generates_text=False,
        storage=f"{tmp_path}",
        fork=True,
    )


@pytest.mark.parametrize(
    ("changes", "makes_tables"),
    [
        pytest.param({"uses_hypothesis": True, "sandbox": SANDBOX}, True, id="tests that may still be written"),
        pytest.param({"uses_hypothesis": True}, False, id="properties of numbers"),
        pytest.param({"uses_hypothesis": True, "generates_text": True}, True, id="properties of text"),
        pytest.param({"sandbox": SANDBOX}, False, id="no properties"),
    ],
)
def test_tables_of_characters_are_made_in_advance(
    changes: dict[str, Any],
    makes_tables: bool,  # noqa: FBT001
    settings: WorkerSettings,
    mocker: MockerFixture,
) -> None:
    """A learner's tests may generate text as soon as the exercise has properties; a sandboxed run can't keep tables."""
    load_tables = mocker.patch.object(warm_up, "load_tables")
    mocker.patch.object(warm_up, "rehearse")

    warm_up.warm_up(mocker.create_autospec(pytest.Session, instance=True), replace(settings, **changes))

    assert load_tables.called is makes_tables


def test_tables_are_kept_in_the_storage(tmp_path: Path, mocker: MockerFixture) -> None:
    """And what a run makes itself isn't."""
    set_folder = mocker.patch.object(warm_up, "set_hypothesis_home_dir")

    warm_up.load_tables(tmp_path)

    assert set_folder.call_args_list == [mocker.call(tmp_path), mocker.call(None)]


def test_modules_that_a_package_imports_later_are_imported_in_advance(
    settings: WorkerSettings, mocker: MockerFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The test client's first request would import an event loop, in every run."""
    monkeypatch.delitem(sys.modules, "anyio._backends._asyncio", raising=False)
    mocker.patch.object(warm_up, "rehearse")
    session = mocker.create_autospec(pytest.Session, instance=True)

    warm_up.warm_up(session, replace(settings, imports=("starlette.testclient",)))

    assert "anyio._backends._asyncio" in sys.modules
