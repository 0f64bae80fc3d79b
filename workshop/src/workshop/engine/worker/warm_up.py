"""What a worker does once, before its first job, so that no run has to do it again."""

import sys
from collections.abc import Iterable
from contextlib import suppress
from importlib import import_module
from itertools import accumulate
from pathlib import Path

import pytest

from workshop.engine.worker.hypothesis_setup import get_ready, is_imported
from workshop.engine.worker_settings import WorkerSettings

IMPORTED_LATER = {"anyio": "anyio._backends._asyncio"}  # by package: what it imports only once it's used

REHEARSAL = """
import pytest


class Counter:
    def count(self, number): ...


@pytest.mark.parametrize("number", range(12))
def test_double(number, mocker):
    counter = mocker.create_autospec(Counter, instance=True)
    counter.count.return_value = number
    assert counter.count(number) == number
    assert counter.count.mock_calls
"""


def warm_up(session: pytest.Session, settings: WorkerSettings) -> None:
    """Import what every job would import, and do what pytest and, if it's used, Hypothesis do at their first test."""
    import_all(settings.imports)
    import_all(module for package, module in IMPORTED_LATER.items() if package in sys.modules)
    if settings.uses_hypothesis or is_imported():
        get_ready(settings)
    rehearse(session)


def import_all(modules: Iterable[str]) -> None:
    """Import modules; one that can't be imported is left to the test that needs it."""
    for name in modules:
        with suppress(Exception):
            import_module(name)


def rehearse(session: pytest.Session) -> None:
    """Let pytest collect and run tests of our own, which leave nothing behind.

    Pytest does at its first collection what it need not do again, and Python specializes code that has run a few times;
    each fork would repeat both.
    """
    file, imported = Path("test_nothing.py"), {*sys.modules}
    file.write_text(REHEARSAL, encoding="utf-8")
    session.perform_collect([f"{file.resolve()}"])
    for item in session.items:
        item.ihook.pytest_runtest_protocol(item=item, nextitem=None)
    session.items.clear()
    file.unlink()
    new = sys.modules.keys() - imported
    name = next(name for name in new if name.endswith(file.stem))  # after those of its folders, which are modules too
    for module in new.intersection(accumulate(name.split("."), "{}.{}".format)):
        del sys.modules[module]
