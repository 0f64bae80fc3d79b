"""A suite is compiled once, as pytest's import would do it, and nothing of it is executed."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.ages import run, write_project
from workshop.engine.controller.pool import Pool
from workshop.engine.protocol import Outcome, RunOptions
from workshop.engine.worker.bytecode import compile_suite


def test_all_files_are_compiled_with_rewritten_assertions(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    """One that can't be compiled is left out; importing any of these would raise."""
    (tmp_path / "more").mkdir()
    (tmp_path / "test_it.py").write_text("assert not 'executed'\n")
    (tmp_path / "more" / "helper.py").write_text("raise ValueError\n")
    (tmp_path / "broken.py").write_text("def (\n")

    compile_suite(pytestconfig, tmp_path)

    compiled = {path.relative_to(tmp_path).as_posix().partition(".")[0]: path for path in tmp_path.rglob("*.pyc")}
    assert {*compiled} == {"__pycache__/test_it", "more/__pycache__/helper"}
    assert b"@pytest_ar" in compiled["__pycache__/test_it"].read_bytes()


def test_sandboxed_run_finds_the_byte_code(tmp_path: Path) -> None:
    """The run itself can't write it, and doesn't try, like any other."""
    test = "import sys\nfrom pathlib import Path\n\n\ndef test_it():\n    assert sys.dont_write_bytecode\n"
    test += "    assert [*Path(__file__).parent.glob('__pycache__/*')]\n"
    subject, suite = write_project(tmp_path / "project", test)

    with Pool(subject, replace(suite, is_sandboxed=True)) as pool:
        outcomes = run(pool, RunOptions((f"{suite.tests[0]}",), keep_bytecode=True)).outcomes

    assert outcomes == {"test_ages.py::test_it": Outcome("passed")}
