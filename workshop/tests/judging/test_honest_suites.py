"""Suites that plain pytest accepts, and that say nothing wrong, are accepted here too, however they are written."""

import pytest

from workshop.judging.session import Session

TABLE = "TABLE = [(3, 6), (-3, -6)]\n"
HEAD = "import pytest\nfrom doubles import double\n\n\n"
EACH = "@pytest.mark.parametrize('pair', TABLE)\ndef test_each(pair):\n    assert double(pair[0]) == pair[1]\n"
PAIRS = """import pytest
from doubles import double


class Pair:
    def __init__(self, number, expected):
        self.number, self.expected = number, expected


@pytest.mark.parametrize("pair", [Pair(3, 6), Pair(-3, -6)], ids=str)
def test_each(pair):
    assert double(pair.number) == pair.expected


@pytest.mark.parametrize("number", [3], ids=[""])
def test_without_a_name(number):
    assert double(number) == 6
"""
ASYNC = f"""{HEAD}{TABLE}

@pytest.fixture
def anyio_backend():
    return "asyncio"


@pytest.mark.anyio
{EACH.replace("def", "async def")}"""
SLOW = """import time

from doubles import double
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st


@settings(deadline=1, max_examples=3, suppress_health_check=[HealthCheck.filter_too_much])
@given(st.sampled_from([3, -3]).map(lambda number: time.sleep(0.4) or number))
def test_property(number):
    time.sleep(0.01)
    assert double(number) == number + number


def test_examples():
    assert (double(3), double(-3)) == (6, -6)
"""
THREADS = """import threading

from doubles import double

NUMBERS = range(-80, 80)
ALL_RUN = threading.Barrier(len(NUMBERS))


def test_at_once():
    results = {}

    def run(number):
        ALL_RUN.wait()
        results[number] = double(number)

    threads = [threading.Thread(target=run, args=(number,), daemon=True) for number in NUMBERS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == {number: number + number for number in NUMBERS}
"""
SUBTESTS = f"""import unittest

from doubles import double

{TABLE}
class DoublesTest(unittest.TestCase):
    def test_each(self):
        for number, expected in [*TABLE, (0.5, None)]:
            with self.subTest(number=number):
                if expected is None:
                    self.skipTest("the rules don't say")
                self.assertEqual(double(number), expected)
"""


@pytest.mark.parametrize(
    "files",
    [
        pytest.param(
            {"unit/table.py": TABLE, "unit/test_doubles.py": f"from table import TABLE\n{HEAD}{EACH}"},
            id="a module beside tests in a subfolder",
        ),
        pytest.param(
            {
                "unit/__init__.py": "",
                "unit/table.py": TABLE,
                "unit/test_doubles.py": f"from .table import TABLE\nfrom unit import table\n{HEAD}{EACH}",
            },
            id="a package of tests",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            {
                "conftest.py": "pytest_plugins = ['pairs']\n",
                "pairs.py": f"import pytest\n\n{TABLE}\n\n@pytest.fixture(params=TABLE)\n"
                "def pair(request):\n    return request.param\n",
                "test_doubles.py": f"{HEAD}{EACH[EACH.index('def') :]}",
            },
            id="a plugin that conftest.py names",
        ),
        pytest.param(
            {
                "conftest.py": "pytest_plugins = ['numbers_of_tests']\n\n\n"
                "def pytest_sessionstart(session):\n    session.config.expected = [6, -6]\n",
                "numbers_of_tests.py": "def pytest_sessionstart(session):\n    session.config.numbers = [3, -3]\n",
                "unit/conftest.py": "def pytest_sessionstart():\n    raise AssertionError('pytest does not call it')\n",
                "unit/test_doubles.py": "from doubles import double\n\n\ndef test_all(pytestconfig):\n"
                "    assert [double(number) for number in pytestconfig.numbers] == pytestconfig.expected\n",
            },
            id="the hook that begins a session",
            marks=pytest.mark.slow,
        ),
        pytest.param({"test_doubles.py": ASYNC}, id="async tests with anyio"),
        pytest.param(
            {"test_doubles.py": SLOW.replace("0.4", "0")}, id="a deadline on a slow machine", marks=pytest.mark.slow
        ),
        pytest.param({"test_doubles.py": SLOW}, id="inputs on a slow machine", marks=pytest.mark.slow),
        pytest.param({"test_doubles.py": THREADS}, id="many threads", marks=pytest.mark.slow),
        pytest.param({"test_doubles.py": SUBTESTS}, id="a subtest that is skipped"),
        pytest.param({"test_doubles.py": PAIRS}, id="names with addresses in memory", marks=pytest.mark.slow),
    ],
)
def test_honest_suite_is_done(files: dict[str, str], session: Session) -> None:
    """Each of its tests is sound, and together they kill all mutants."""
    verdict = session.check({name: text.encode() for name, text in files.items()})

    assert verdict.error == ""
    assert [(test.name, test.status) for test in verdict.tests if test.status != "sound"] == []
    assert verdict.is_done
