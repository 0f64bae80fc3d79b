"""The process of a run knows its Redis server, and has no terminal to debug in."""

from pathlib import Path

import pytest

from tests.ages import FILE, run, write_tests
from workshop.engine.controller.pool import Pool
from workshop.engine.protocol import Job, Outcome, RunOptions
from workshop.engine.worker.run_setup import import_folders, port_of_redis, refuse_breakpoint

MESSAGE = "RuntimeError: a breakpoint was reached: remove breakpoint() or pdb.set_trace()"


@pytest.mark.parametrize(
    ("url", "port"),
    [
        pytest.param("redis://127.0.0.1:6380/0", 6380, id="a server"),
        pytest.param("", 0, id="no server"),
    ],
)
def test_port_of_the_server_of_a_job(url: str, port: int) -> None:
    """It's the only one that the sandbox lets a run connect to."""
    assert port_of_redis(Job(0, "", "", RunOptions(()), redis_url=url)) == port


@pytest.mark.parametrize("call", ["breakpoint()", "import pdb; pdb.set_trace()"])
def test_breakpoint_is_an_error_of_the_test(call: str, ages_pool: Pool) -> None:
    """The message says what to remove."""
    outcomes = run(ages_pool, write_tests(ages_pool, f"def test_it():\n    {call}\n")).outcomes

    assert outcomes == {f"{FILE}::test_it": Outcome("failed", "error in the test", MESSAGE)}


def test_refusal_of_a_breakpoint_takes_what_a_breakpoint_takes() -> None:
    """Neither an argument nor an option changes the message."""
    with pytest.raises(RuntimeError, match=r"^a breakpoint was reached"):
        refuse_breakpoint(1, header="here")


@pytest.mark.parametrize(
    ("files", "folders"),
    [
        pytest.param(["test_a.py"], [""], id="at the root"),
        pytest.param(["unit/test_a.py"], ["", "unit"], id="in a folder"),
        pytest.param(["unit/a_test.py", "more/conftest.py"], ["", "more", "unit"], id="in several, sorted"),
        pytest.param(["all/unit/__init__.py", "all/unit/test_a.py"], ["", "all"], id="in a package in a folder"),
        pytest.param(["__init__.py", "test_a.py"], [""], id="in a package that is the root"),
        pytest.param(["data/random.py"], [""], id="no tests"),
        pytest.param(["old/test_it.py/notes.txt"], [""], id="a folder with the name of a file"),
    ],
)
def test_tests_import_from_the_folders_that_plain_pytest_adds(
    files: list[str], folders: list[str], tmp_path: Path
) -> None:
    """The root comes first."""
    for file in files:
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).touch()

    assert import_folders(f"{tmp_path}", [f"{tmp_path}"]) == [f"{tmp_path / folder}" for folder in folders]


def test_single_files_of_tests_add_their_folders() -> None:
    """Not all folders of a project are looked into."""
    assert import_folders("/tests", ["/tests/unit/test_a.py"]) == ["/tests", "/tests/unit"]
