"""What a worker does before its first job depends on what the tests seem to need."""

import sys
from pathlib import Path

import pytest
from hypothesis import strategies as st
from pytest_mock import MockerFixture

from workshop.engine.worker import warm_up
from workshop.engine.worker_settings import SandboxSettings, WorkerSettings

SANDBOX = SandboxSettings("/scratch", ())


@pytest.mark.parametrize(
    ("text", "sandbox", "generates_text"),
    [
        pytest.param("from hypothesis import given\n", SANDBOX, True, id="tests that may still be written"),
        pytest.param("from hypothesis import given\n", None, False, id="properties of numbers"),
        pytest.param("from hypothesis import given\n\ngiven(text())\n", None, True, id="properties of text"),
        pytest.param("import random\n", SANDBOX, False, id="no properties"),
    ],
)
def test_tables_of_characters_are_made_in_advance(
    text: str,
    sandbox: SandboxSettings | None,
    generates_text: bool,  # noqa: FBT001
    tmp_path: Path,
    mocker: MockerFixture,
) -> None:
    """A learner's tests may generate text as soon as the exercise has properties; a sandboxed run can't keep tables."""
    (tmp_path / "start.py").write_text(text)
    run_property = mocker.patch.object(warm_up, "run_property")
    mocker.patch.object(warm_up, "rehearse")
    source = f"{tmp_path / 'start.py'}"
    settings = WorkerSettings("/", "", (), (source,), "ages", f"{tmp_path}", fork=True, sandbox=sandbox)

    warm_up.warm_up(mocker.create_autospec(pytest.Session, instance=True), settings)

    inputs = [call.args[0] for call in run_property.call_args_list]
    assert any(repr(each) == repr(st.text()) for each in inputs) is generates_text


def test_modules_that_a_package_imports_later_are_imported_in_advance(
    tmp_path: Path, mocker: MockerFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The test client's first request would import an event loop, in every run."""
    monkeypatch.delitem(sys.modules, "anyio._backends._asyncio", raising=False)
    mocker.patch.object(warm_up, "rehearse")
    (tmp_path / "start.py").write_text("from starlette.testclient import TestClient\n")
    settings = WorkerSettings("/", "", (), (f"{tmp_path / 'start.py'}",), "ages", f"{tmp_path}", fork=True)

    warm_up.warm_up(mocker.create_autospec(pytest.Session, instance=True), settings)

    assert "anyio._backends._asyncio" in sys.modules
