"""Properties run as the judge wants it, and Hypothesis is imported only for tests that use it."""

import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import Phase, find, settings
from hypothesis import strategies as st
from hypothesis.internal import constants_ast
from pytest_mock import MockerFixture

from tests.ages import FILE, run, write_project, write_tests
from workshop.engine.controller.pool import Pool
from workshop.engine.process_tree import CAN_FORK
from workshop.engine.protocol import Job, Outcome, RunOptions
from workshop.engine.worker import forkserver, hypothesis_setup
from workshop.engine.worker.hypothesis_setup import finding_smallest, get_ready
from workshop.engine.worker_settings import SandboxSettings, WorkerSettings

SANDBOX = SandboxSettings("/scratch", ())


@pytest.mark.parametrize(
    ("sandbox", "generates_text", "makes_tables"),
    [
        pytest.param(SANDBOX, False, True, id="tests that may still be written"),
        pytest.param(None, False, False, id="properties of numbers"),
        pytest.param(None, True, True, id="properties of text"),
    ],
)
def test_tables_of_characters_are_made_in_advance(
    sandbox: SandboxSettings | None,
    generates_text: bool,  # noqa: FBT001
    makes_tables: bool,  # noqa: FBT001
    tmp_path: Path,
    mocker: MockerFixture,
) -> None:
    """A learner's tests may generate text as soon as the exercise has properties; a sandboxed run can't keep tables."""
    mocker.patch.object(hypothesis_setup, "register_profiles")
    load_tables = mocker.patch.object(hypothesis_setup, "load_tables")

    storage = f"{tmp_path}"
    get_ready(
        WorkerSettings(
            "/",
            "",
            (),
            (),
            uses_hypothesis=True,
            generates_text=generates_text,
            storage=storage,
            fork=True,
            sandbox=sandbox,
        )
    )

    assert load_tables.called is makes_tables


def test_tables_are_kept_in_the_storage(tmp_path: Path, mocker: MockerFixture) -> None:
    """And what a run makes itself isn't."""
    set_folder = mocker.patch("hypothesis.configuration.set_hypothesis_home_dir")

    hypothesis_setup.load_tables(tmp_path)

    assert set_folder.call_args_list == [mocker.call(tmp_path), mocker.call(None)]


@pytest.mark.parametrize(
    ("options", "imports", "loads"),
    [
        pytest.param(RunOptions((), uses_hypothesis=True, generates_text=True), True, True, id="properties of text"),
        pytest.param(RunOptions((), uses_hypothesis=True), True, False, id="properties of numbers"),
        pytest.param(RunOptions((), generates_text=True), False, False, id="another function with that name"),
    ],
)
def test_worker_does_what_every_run_of_a_suite_would_do(
    options: RunOptions,
    imports: bool,  # noqa: FBT001
    loads: bool,  # noqa: FBT001
    tmp_path: Path,
    mocker: MockerFixture,
) -> None:
    """The suite may have properties, or text in them, though the exercise hasn't."""
    settings = WorkerSettings("/", "", (), (), False, generates_text=False, storage=f"{tmp_path}", fork=True)  # noqa: FBT003
    mocker.patch("gc.freeze")
    mocker.patch.object(forkserver, "is_imported", return_value=False)
    get_ready = mocker.patch.object(forkserver, "get_ready")
    load_tables = mocker.patch.object(forkserver, "load_tables")

    forkserver.Forkserver(settings, None, 0).prepare_for(Job(0, "", "", options))

    assert get_ready.call_args_list == [mocker.call(settings)] * imports
    assert load_tables.call_args_list == [mocker.call(tmp_path / ".hypothesis")] * loads


def test_own_files_are_remembered(monkeypatch: pytest.MonkeyPatch, mocker: MockerFixture) -> None:
    """A fork needn't look for them on the disk again."""
    monkeypatch.setitem(sys.modules, "own", SimpleNamespace(__file__="/own/rules.py"))

    hypothesis_setup.remember_own_files()
    mocker.patch.object(Path, "resolve", side_effect=OSError)

    assert constants_ast.is_local_module_file("/own/rules.py")


IS_IMPORTED = """
import sys

WAS_IMPORTED = "hypo" + "thesis" in sys.modules
{import_}

def test_it():
    assert WAS_IMPORTED
"""


@pytest.mark.parametrize(
    ("import_", "status"),
    [pytest.param("", "failed", id="no"), pytest.param("import hypothesis", "passed", id="yes")],
)
def test_hypothesis_is_imported_once_for_all_runs_that_use_it(import_: str, status: str, tmp_path: Path) -> None:
    """That isn't known before the tests are there."""
    with Pool(*write_project(tmp_path)) as pool:
        (tmp_path / FILE).write_text(IS_IMPORTED.format(import_=import_), encoding="utf-8")
        outcome = run(pool, pool.suite.run_options()).outcome(f"{FILE}::test_it")

    assert outcome.status == status


SURPRISING = """
from importlib import import_module

surprise = import_module("hypo" + "thesis")


def test_it():
    assert surprise.settings().deadline is surprise.settings().database is None
"""


@pytest.mark.measures_processes
@pytest.mark.parametrize("fork", [True, False] if CAN_FORK else [False])
def test_properties_that_nobody_could_expect_have_no_deadline(fork: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a parameter
    """A busy machine could make them fail."""
    with Pool(*write_project(tmp_path, SURPRISING), fork=fork) as pool:
        outcome = run(pool, pool.suite.run_options()).outcome(f"{FILE}::test_it")

    assert outcome == Outcome("passed")


EXPECTED = """
from hypothesis import given, settings, strategies as st


@given(st.integers())
def test_it(number): ...


assert test_it._hypothesis_internal_use_settings.database is None
"""


@pytest.mark.parametrize("fork", [True, False] if CAN_FORK else [False])
def test_properties_have_the_settings_of_the_judge(fork: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a parameter
    """Hypothesis gives them to a test as soon as it's defined."""
    with Pool(*write_project(tmp_path, EXPECTED), fork=fork) as pool:
        outcome = run(pool, pool.suite.run_options()).outcome(f"{FILE}::test_it")

    assert outcome == Outcome("passed")


TARGETED = """
from hypothesis import given, settings, strategies as st, target


@settings(max_examples=300)
@given(st.tuples(*[st.booleans()] * 24))
def test_it(flags):
    alternating = sum(flag == place % 2 for place, flag in enumerate(flags))
    target(alternating)
    assert alternating < len(flags)
"""


def test_property_comes_closer_to_its_target(ages_pool: Pool) -> None:
    """One in sixteen million inputs fails: no example finds it by chance."""
    outcome = run(ages_pool, write_tests(ages_pool, TARGETED)).outcome(f"{FILE}::test_it")

    assert (outcome.status, outcome.cause) == ("failed", "assertion")


FINDS = """
from hypothesis import find, settings, strategies as st


def test_it():
    assert find(st.integers(), lambda n: n > 14) == 15


def test_it_with_settings():
    assert find(st.integers(), lambda n: n > 14, settings=settings(max_examples=500)) == 15
"""


@pytest.mark.parametrize("explain", [False, True])
def test_find_returns_the_smallest_value(explain: bool, ages_pool: Pool) -> None:  # noqa: FBT001 - a parameter
    """It does so in each kind of run, though examples of properties shrink in one only."""
    outcomes = run(ages_pool, replace(write_tests(ages_pool, FINDS), explain=explain)).outcomes

    assert outcomes == {f"{FILE}::{name}": Outcome("passed") for name in ("test_it", "test_it_with_settings")}


@pytest.mark.parametrize("own", [None, settings(phases=[Phase.generate], database=None)], ids=["none", "some"])
def test_smallest_value_does_not_depend_on_settings(own: settings | None) -> None:
    """They choose how examples are found, and that they aren't made smaller is no choice."""
    assert finding_smallest(find)(st.integers(), lambda n: n > 14, settings=own) == 15
