"""What a worker does once, before its first job, so that no run has to do it again."""

import gc
import sys
from collections.abc import Iterable
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.configuration import set_hypothesis_home_dir

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
    """Import what every job would import, and do what pytest and Hypothesis do at their first test.

    If the tests seem to generate text, that includes Hypothesis's tables of characters: making them takes seconds,
    unless they are in its storage. The tests of learners aren't here yet: they may generate text as soon as the
    exercise uses Hypothesis. A sandboxed run couldn't keep the tables.
    """
    import_all(settings.imports)
    import_all(module for package, module in IMPORTED_LATER.items() if package in sys.modules)
    if settings.uses_hypothesis:
        run_property(st.tuples(st.lists(st.integers()), st.floats()))
    tables = Path(settings.storage, ".hypothesis")
    if settings.generates_text or tables.exists() or (settings.sandbox and settings.uses_hypothesis):
        load_tables(tables)
    rehearse(session)
    gc.collect()


def import_all(modules: Iterable[str]) -> None:
    """Import modules; one that can't be imported is left to the test that needs it."""
    for name in modules:
        with suppress(Exception):
            import_module(name)


def run_property(inputs: st.SearchStrategy[object]) -> None:
    """Run a property that holds for all of these inputs."""

    @given(inputs)
    def holds(_: object) -> None:
        """Accept any input."""

    holds()


def load_tables(storage: Path) -> None:
    """Let Hypothesis load its tables of characters from a folder, or make them and keep them there."""
    set_hypothesis_home_dir(storage)
    st.text().validate()
    set_hypothesis_home_dir(None)


def rehearse(session: pytest.Session) -> None:
    """Let pytest collect and run tests of our own, which leave nothing behind.

    Pytest does at its first collection what it need not do again, and Python specializes code that has run a few times;
    each fork would repeat both.
    """
    file = Path("test_nothing.py")
    file.write_text(REHEARSAL, encoding="utf-8")
    session.perform_collect([f"{file.resolve()}"])
    for item in session.items:
        item.ihook.pytest_runtest_protocol(item=item, nextitem=None)
    session.items.clear()
    sys.modules.pop(file.stem, None)
    file.unlink()
