"""Commands that judge tests start a worker before they are imported themselves."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from pytest_mock import MockerFixture

from workshop.cli import app, entry


@pytest.mark.parametrize(
    ("arguments", "is_early"),
    [
        pytest.param(["check", "01"], True, id="check"),
        pytest.param(["watch"], True, id="watch"),
        pytest.param(["list"], False, id="list"),
        pytest.param([], False, id="no command"),
    ],
)
def test_worker_starts_with_commands_that_need_one(
    arguments: list[str],
    is_early: bool,  # noqa: FBT001
    mocker: MockerFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It's there while the command runs."""
    steps: list[str] = []

    @contextmanager
    def launched_early() -> Iterator[None]:
        """Note when a worker would be there."""
        steps.append("launched")
        yield
        steps.append("abandoned")

    monkeypatch.setattr(sys, "argv", ["workshop", *arguments])
    mocker.patch.object(entry, "launched_early", launched_early)
    monkeypatch.setattr(app, "main", lambda: steps.append("run"))

    entry.main()

    assert steps == (["launched", "run", "abandoned"] if is_early else ["run"])
