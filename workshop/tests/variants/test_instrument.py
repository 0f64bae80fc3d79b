"""Instrumented programs: they record the blocks that each test enters, and otherwise do what the original does."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given

from tests.variants.programs import PROGRAM, define, define_recorder, location_of, programs, run_instrumented
from workshop.variants.instrument import RECORDER_MODULE, RECORDER_SOURCE, instrument
from workshop.variants.reach_map import REACH_VARIABLE, read_reach_map


def test_instrumented_program_records_the_blocks_it_enters() -> None:
    """It records blocks of every kind: functions, branches, loops, `try`, `match` and `with`; but none at import."""
    entered = [number for number, line in enumerate(PROGRAM.splitlines()) if line.endswith("# in")]

    _, reached = run_instrumented(PROGRAM)

    assert reached == set(map(location_of, entered))


@pytest.mark.parametrize(
    "first",
    [
        pytest.param("", id="nothing before the function"),
        pytest.param("from __future__ import annotations\n" * 2, id="future imports"),
    ],
)
def test_instrumented_program_keeps_docstrings_and_future_imports_first(first: str) -> None:
    """Docstrings can still be read, and future imports still come first."""
    source = f'"""A."""\n{first}def f(_):\n    """B."""\n    return __doc__, f.__doc__\n'

    answer, _ = run_instrumented(source)

    assert answer == ("A.", "B.")


@given(source=programs)
def test_instrumented_program_returns_what_the_original_returns(source: str) -> None:
    """Recording doesn't change the result of any program."""
    answer, _ = run_instrumented(source)

    assert answer == define(source)["f"](5)


def test_recorder_records_a_location_once_per_test(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However often a test enters a block, there's one line: a loop would fill the disk."""
    monkeypatch.setenv(REACH_VARIABLE, f"{tmp_path / 'reach'}")
    recorder = define_recorder()

    for recorder["current_test"] in ("test_a (call)", "test_b (call)", "test_a (call)"):
        recorder["record"]("a block")

    assert (tmp_path / "reach").read_text().splitlines() == [
        '["test_a (call)", "a block"]',
        '["test_b (call)", "a block"]',
    ]


@pytest.mark.parametrize(
    ("event", "attribute", "recorded"),
    [
        pytest.param("object.__getattr__", "__defaults__", ["f"], id="reading defaults"),
        pytest.param("object.__getattr__", "__kwdefaults__", ["f"], id="reading keyword defaults"),
        pytest.param("object.__setattr__", "__defaults__", ["f"], id="setting defaults"),
        pytest.param("object.__getattr__", "__code__", [], id="another attribute"),
        pytest.param("compile", "__defaults__", [], id="another event"),
    ],
)
def test_recorder_records_access_to_the_defaults_of_an_instrumented_function(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, event: str, attribute: str, recorded: list[str]
) -> None:
    """Python's audit events say which function's default values are read or set."""
    monkeypatch.setenv(REACH_VARIABLE, f"{tmp_path / 'reach'}")
    recorder = define_recorder()
    recorder["current_test"] = "test_a (call)"
    function = define("_workshop_record = None\ndef f(a=1): return a")["f"]

    recorder["record_defaults"](event, (function, attribute))

    reached = read_reach_map(tmp_path / "reach").by_test["test_a"]
    assert reached == {f"the defaults of all functions named {name}" for name in recorded}


def test_recorder_ignores_the_defaults_of_functions_outside_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A function that isn't instrumented isn't part of the program."""
    monkeypatch.setenv(REACH_VARIABLE, f"{tmp_path / 'reach'}")

    define_recorder()["record_defaults"]("object.__getattr__", (define("def f(a=1): return a")["f"], "__defaults__"))

    assert not (tmp_path / "reach").exists()


@pytest.mark.parametrize(
    ("statement", "recorded"),
    [
        pytest.param(
            "inspect.signature(core.f); core.Counter.method.__kwdefaults__", {"f", "Counter.method"}, id="reading them"
        ),
        pytest.param("core.f.__defaults__ = (2,)", {"f"}, id="setting them"),
        pytest.param("core.f.__doc__; inspect.signature(inspect.signature)", set(), id="accessing something else"),
    ],
)
def test_instrumented_process_records_access_to_defaults(statement: str, recorded: set[str], tmp_path: Path) -> None:
    """A process that imports the program records it, even if the access is made by a library."""
    (tmp_path / f"{RECORDER_MODULE}.py").write_text(RECORDER_SOURCE)
    (tmp_path / "core.py").write_text(instrument(PROGRAM, "core.py"))
    environment = {**os.environ, REACH_VARIABLE: f"{tmp_path / 'reach'}", "PYTEST_CURRENT_TEST": "test_a (call)"}

    subprocess.run(
        [sys.executable, "-c", f"import inspect, core; {statement}"], cwd=tmp_path, env=environment, check=True
    )

    reached = read_reach_map(tmp_path / "reach").by_test["test_a"]
    assert reached == {f"the defaults of all functions named {name}" for name in recorded}
