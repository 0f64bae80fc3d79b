"""The engine of a page gives the outcomes of a pool, in this interpreter."""

import os
import sys
import time
from pathlib import Path

import pytest

from tests.ages import FILE, ORIGINAL, run, write_tests
from tests.engine.browser_page import ONE, PASSED, THIRD, THREE, TWO, Page
from workshop.engine.controller.pool import Pool
from workshop.engine.protocol import Outcome

SUITE = """
from ages import is_adult
from hypothesis import given, strategies as st


def test_right():
    assert is_adult(18)


def test_wrong():
    assert is_adult(17)


@given(st.integers(-1))
def test_property(age):
    is_adult(age)


def test_broken():
    is_adlut(18)
"""
KEEPS = """
import os

import redis


def test_empty():
    client = redis.from_url(os.environ["REDIS_URL"])
    assert client.incr("tests") == 1
"""


def test_run_is_that_of_a_process(tmp_path: Path, ages_pool: Pool) -> None:
    """Outcomes with their messages, lines and costs are the same."""
    (in_browser,) = Page(tmp_path, SUITE).run(ORIGINAL)

    in_process = run(ages_pool, write_tests(ages_pool, SUITE))

    assert in_browser.outcomes == in_process.outcomes
    assert (in_browser.lines, in_browser.costs) == (in_process.lines, in_process.costs)


def test_each_run_has_its_own_program(tmp_path: Path) -> None:
    """No module stays from the run before."""
    page = Page(tmp_path, SUITE)

    statuses = [each.outcome(f"{FILE}::test_right").status for each in page.run(ORIGINAL, page.mutant(), ORIGINAL)]

    assert statuses == ["passed", "failed", "passed"]


def test_settings_of_the_suite_count(tmp_path: Path) -> None:
    """They are those of its pyproject.toml, as in a terminal."""
    page = Page(tmp_path, "def check_it():\n    pass\n")
    (tmp_path / "pyproject.toml").write_text('[tool.pytest]\npython_functions = ["check_*"]\n', encoding="utf-8")

    (result,) = page.run(ORIGINAL)

    assert result.outcomes == {f"{FILE}::check_it": PASSED}


def test_trace_finds_tests_without_an_assertion(tmp_path: Path) -> None:
    """Tracing ends with the test."""
    before = sys.gettrace()

    (result,) = Page(tmp_path, SUITE).run(ORIGINAL, trace=True)

    assert result.without_assertion == {f"{FILE}::test_property", f"{FILE}::test_broken"}  # pragma: no cover - untraced
    assert sys.gettrace() is before  # pragma: no cover


@pytest.mark.parametrize(
    ("call", "what"),
    [
        pytest.param("import threading; threading.Thread(target=print).start()", "start threads", id="thread"),
        pytest.param("import subprocess; subprocess.run(['true'])", "start processes", id="process"),
        pytest.param(
            "import multiprocessing as it; it.get_context('spawn').Process().start()",
            "start processes",
            id="multiprocessing",
        ),
        pytest.param("import asyncio; asyncio.run(None)", "run an event loop", id="asyncio"),
        pytest.param("import asyncio; asyncio.Runner().run(None)", "run an event loop", id="runner"),
        pytest.param(
            "import asyncio; it = asyncio.new_event_loop(); it.close(); it.run_until_complete(None)",
            "run an event loop",
            id="event loop",
        ),
        pytest.param("import socket; it = socket.socket(); it.close(); it.connect(0)", "use a network", id="socket"),
    ],
)
def test_what_a_page_cannot_do_is_refused(call: str, what: str, tmp_path: Path) -> None:
    """The message says where the tests can be checked."""
    (result,) = Page(tmp_path, f"def test_one():\n    {call}\n").run(ORIGINAL)

    message = f"RuntimeError: tests can't {what} in a browser; check them in a terminal"
    assert result.outcomes == {ONE: Outcome("failed", "error in the test", message)}


def test_what_this_python_lacks_is_refused_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """That of a browser has no `os.fork`, and still has none after the run."""
    monkeypatch.delattr(os, "fork", raising=False)

    (result,) = Page(tmp_path, "import os\n\n\ndef test_one():\n    os.fork()\n").run(ORIGINAL)

    assert "can't start processes" in result.outcome(ONE).message
    assert not hasattr(os, "fork")


def test_end_of_the_process_is_a_crash_of_its_test(tmp_path: Path) -> None:
    """The tests after it run."""
    tests = THREE.replace("pass", "__import__('os')._exit(3)", 1)

    (result,) = Page(tmp_path, tests).run(ORIGINAL)

    crash = Outcome("failed", "crash", "the process of the tests ended: exit code 3")
    assert result.outcomes == {ONE: crash, TWO: PASSED, THIRD: PASSED}


def test_each_run_has_an_empty_redis(tmp_path: Path) -> None:
    """Its URL is in REDIS_URL, as in a terminal."""
    results = Page(tmp_path, KEEPS).run(ORIGINAL, ORIGINAL, needs_redis=True)

    assert [each.outcomes for each in results] == [{f"{FILE}::test_empty": PASSED}] * 2


def test_key_without_time_left_is_gone_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock of a browser needn't have moved."""
    monkeypatch.setattr(time, "time", lambda: 1e9)
    tests = KEEPS + "    client.expire('tests', 0)\n    assert client.get('tests') is None\n"

    (result,) = Page(tmp_path, tests).run(ORIGINAL, needs_redis=True)

    assert result.outcomes == {f"{FILE}::test_empty": PASSED}
