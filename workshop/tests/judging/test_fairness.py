"""Tests that are wrong by no fault of the program's reader, and suites that try to earn what they haven't.

Each is judged for real: the status says what it is, and nothing of it kills.
"""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.doubles import SOLUTION, suite, write_exercise
from workshop.judging import gatherer
from workshop.judging.options import JudgingOptions
from workshop.judging.session import Session

HEAD = "from doubles import double\n\n\n"
TEST = "def test_it():\n    "
KNOWS_FIRST = """
def is_first(config):
    (reporter,) = (each for each in config.pluginmanager.get_plugins() if type(each).__name__ == "RunReporter")
    return reporter._job.options.keep_bytecode


def test_it(pytestconfig):
    """
OPTIONS = JudgingOptions(baseline_timeout=1)


@pytest.mark.parametrize(
    ("text", "status", "evidence"),
    [
        pytest.param(f"{TEST}assert double(3) == 6\n", "broken", "NameError: name 'double'", id="a missing import"),
        pytest.param(
            f"{HEAD}{TEST}assert double() == 6\n",
            "broken",
            "TypeError: double() missing",
            id="a wrong call",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            f"{HEAD}def test_it(three):\n    assert double(three)\n",
            "broken",
            "FixtureLookupError: fixture 'three' not found",
            id="a missing fixture",
            marks=pytest.mark.slow,
        ),
        pytest.param(f"{HEAD}{TEST}breakpoint()\n", "broken", "RuntimeError: a breakpoint was", id="breakpoint"),
        pytest.param(
            f"{HEAD}async {TEST}assert double(3) == 6\n", "broken", "Failed: async def functions", id="an async test"
        ),
        pytest.param(
            f"class Odd(Exception):\n    def __str__(self):\n        raise ValueError\n\n\n{TEST}raise Odd\n",
            "broken",
            "Odd: (its text can't be had",
            id="an exception without a text",
            marks=pytest.mark.slow,
        ),
        pytest.param(f"{TEST}bytearray(2**33)\n", "broken", "MemoryError", id="too much memory"),
        pytest.param(
            f"{TEST}while True:\n        pass\n",
            "timed out",
            "It was still running after 1 s on the program, even on its own.",
            id="an endless loop",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            f"{HEAD}{TEST}assert double(3) == 7\n", "wrong", "on the program: AssertionError", id="a wrong assertion"
        ),
        pytest.param(
            f"{HEAD}{TEST}double(None)\n",
            "wrong",
            "on the program: TypeError",
            id="an exception out of the program",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            f"from hypothesis import Phase, settings\n\n\n{TEST}assert Phase.shrink in settings.default.phases\n",
            "wrong",
            "on the program: AssertionError",
            id="a test of the settings",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            f"{KNOWS_FIRST}assert is_first(pytestconfig)\n",
            "flaky",
            "on the program: passed, then failed",
            id="a test that knows the first run",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            f"{HEAD}import os\n\n{KNOWS_FIRST}is_reverse = os.environ['PYTHONHASHSEED'] != '0'\n"
            "    assert is_first(pytestconfig) or is_reverse or double.__doc__ != 'Return twice the number.'\n",
            "flaky",
            "on the program: passed, then failed",
            id="a test that knows the settings of mutants",
        ),
    ],
)
def test_test_is_named_for_what_it_is(text: str, status: str, evidence: str, session: Session) -> None:
    """The evidence says why, and no mutant is killed."""
    (test,) = (verdict := session.check(suite(text), OPTIONS)).tests
    assert (test.status, verdict.killed) == (status, ())
    assert test.evidence.startswith(evidence)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        pytest.param(
            f"{HEAD}import sys\n\nsys.exit(0)\n", "test_doubles.py:6: the file ends the program", id="sys.exit"
        ),
        pytest.param("import os\n\nos._exit(0)\n", "ended while their files were imported: exit code 0", id="os._exit"),
        pytest.param(
            "import unittest\n\nunittest.main()\n",
            "test_doubles.py:3: the file ends the program",
            id="unittest.main",
            marks=pytest.mark.slow,
        ),
        pytest.param("from doubles import duoble\n", "test_doubles.py:1: in <module>\n    from doubles", id="a typo"),
        pytest.param(
            "raise ValueError('no')\n",
            "\n    raise ValueError('no')\nValueError: no",
            id="an exception",
            marks=pytest.mark.slow,
        ),
        pytest.param("def test(:\n", "line 1\n    def test(:", id="a syntax error"),
    ],
)
def test_file_that_cannot_be_imported_is_an_error(text: str, error: str, session: Session) -> None:
    """The error has the place, as pytest shows it."""
    assert error in session.check(suite(text), OPTIONS).error


LUCK = f"import os\n\nimport pytest\n\n\n@pytest.mark.parametrize('n', range(20))\n{TEST.replace('()', '(n)')}"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{LUCK}assert os.urandom(1)[0] >= 20\n", id="tests that fail rarely", marks=pytest.mark.slow),
        pytest.param(f"{HEAD}import os\n\n\n{TEST}assert os.urandom(1)[0] >= 128\n", id="a test that fails often"),
        pytest.param(
            f"{HEAD}import time\n\n\n{TEST}assert time.time_ns() % 7\n", id="the clock", marks=pytest.mark.slow
        ),
    ],
)
def test_luck_kills_nothing(text: str, session: Session) -> None:
    """A kill that isn't repeated, or a test that has failed on a correct program, doesn't count."""
    verdict = session.check(suite(text), OPTIONS)

    assert verdict.killed == ()


@pytest.mark.parametrize(
    ("seconds", "timeout", "status"),
    [
        pytest.param(0.4, 0.8, "sound", id="less than the timeout"),
        pytest.param(1_000, 0.3, "timed out", id="more than the timeout"),
    ],
)
def test_mutants_are_not_killed_by_tests_that_are_slow_everywhere(
    seconds: float, timeout: float, status: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even by one that is quick in the first run, by which the timeout on mutants is chosen."""
    monkeypatch.setattr(gatherer, "mutant_timeout", lambda _: 0.2)
    slow = f"import time\n\nfrom doubles import double\n\n{KNOWS_FIRST}assert double(3)\n"
    pause = f"    time.sleep(0 if is_first(pytestconfig) else {seconds})\n"

    task = write_exercise(tmp_path).task()
    with Session(replace(task, references=(), mutants=task.mutants[:1]), tmp_path) as session:
        verdict = session.check(suite(slow + pause), JudgingOptions(baseline_timeout=timeout))

    assert ([test.status for test in verdict.tests], verdict.killed) == ([status], ())


def test_kills_of_a_test_that_may_use_chance_count_if_they_are_repeated(session: Session) -> None:
    """Naming a module is no offense."""
    verdict = session.check(suite(f"import random\n{SOLUTION}\n\ndef test_luck():\n    random.random()\n"), OPTIONS)

    assert len(verdict.killed) == 5


@pytest.mark.slow
def test_tests_of_the_order_of_a_set_are_flaky_in_some_runs(session: Session) -> None:
    """Python's hash seed differs between the runs on correct programs: it's 0 or 1."""

    def order_of_a_set(hash_seed: int) -> str:
        code = f"print(*{set('abcdefgh')!r}, sep='', end='')"
        environment = {**os.environ, "PYTHONHASHSEED": f"{hash_seed}"}
        return subprocess.check_output([sys.executable, "-c", code], env=environment, encoding="utf-8")

    orders = [order_of_a_set(seed) for seed in (0, 1)]
    text = f"{HEAD}{TEST}assert ''.join({set('abcdefgh')!r}) == {orders[0]!r}\n"

    verdict = session.check(suite(text), OPTIONS)

    assert orders[0] != orders[1]
    assert verdict.tests[0].status in ("flaky", "order-dependent")
