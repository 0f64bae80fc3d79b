"""What a worker does before its first job depends on what the tests seem to need."""

import sys

import pytest
from pytest_mock import MockerFixture

from workshop.engine.worker import warm_up
from workshop.engine.worker_settings import WorkerSettings


def settings(*imports: str, uses_hypothesis: bool = False) -> WorkerSettings:
    """Return the settings of a worker for tests that are trusted."""
    return WorkerSettings("/", "", (), imports, uses_hypothesis, generates_text=False, storage="/", fork=True)


@pytest.fixture
def session(mocker: MockerFixture) -> pytest.Session:
    """Return a session that has nothing to rehearse."""
    mocker.patch.object(warm_up, "rehearse")
    session: pytest.Session = mocker.create_autospec(pytest.Session, instance=True)
    return session


@pytest.mark.parametrize(
    ("uses_hypothesis", "is_imported"),
    [
        pytest.param(True, False, id="the tests have properties"),
        pytest.param(False, True, id="a package that they import has imported it"),
        pytest.param(False, False, id="neither"),
    ],
)
def test_hypothesis_gets_ready_if_it_is_used(
    uses_hypothesis: bool,  # noqa: FBT001
    is_imported: bool,  # noqa: FBT001
    session: pytest.Session,
    mocker: MockerFixture,
) -> None:
    """Importing it takes as long as a few runs."""
    mocker.patch.object(warm_up, "is_imported", return_value=is_imported)
    get_ready = mocker.patch.object(warm_up, "get_ready")

    warm_up.warm_up(session, settings(uses_hypothesis=uses_hypothesis))

    assert get_ready.called is (uses_hypothesis or is_imported)


def test_modules_that_a_package_imports_later_are_imported_in_advance(
    session: pytest.Session, mocker: MockerFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The test client's first request would import an event loop, in every run."""
    mocker.patch.object(warm_up, "get_ready")
    monkeypatch.delitem(sys.modules, "anyio._backends._asyncio", raising=False)

    warm_up.warm_up(session, settings("starlette.testclient"))

    assert "anyio._backends._asyncio" in sys.modules
