"""A test times out only if it's late when nothing else runs; collecting can time out as well."""

import pytest

from tests.ages import ENDLESS, PROGRAM, TIMEOUT, write_project, write_tests
from tests.engine.events import timed_out
from workshop.engine.controller.pool import Pool
from workshop.engine.controller.run_state import NOT_RUN, Request
from workshop.engine.process_tree import CAN_FORK
from workshop.engine.protocol import Outcome, RunOptions
from workshop.variants.variant import Variant, with_mutant

FILE = "test_timeouts.py"
SUITE = """
from ages import is_adult


def test_one():
    assert is_adult(18)


def test_two():
    assert not is_adult(17)
"""
ONE, TWO = (f"{FILE}::test_{name}" for name in ("one", "two"))
ENDLESS_AT_IMPORT = Variant("endless at import", {"ages.py": "import time\nwhile True:\n    time.sleep(1)\n"})


@pytest.fixture(scope="module")
def options(ages_pool: Pool) -> RunOptions:
    """Return the options that run the suite."""
    return write_tests(ages_pool, SUITE, FILE)


@pytest.mark.slow
def test_late_test_is_repeated_alone(ages_pool: Pool, options: RunOptions) -> None:
    """A test that is late beside another run is repeated after that; if it's late again, it has timed out."""
    # It takes longer than the other run would if it were repeated at once.
    slow = Variant("slow", {"ages.py": f"import time\ntime.sleep(3)\n{PROGRAM}"})
    requests = [
        Request("late", with_mutant(ages_pool.subject, ENDLESS), options, 1, ((TWO, ONE),)),
        Request("slow", slow, options, TIMEOUT),
    ]

    answers = {answer.request.key: answer.run for answer in ages_pool.run(requests)}

    assert list(answers) == ["slow", "late"]
    assert answers["slow"].outcomes == {ONE: Outcome("passed"), TWO: Outcome("passed")}
    assert answers["late"].outcomes == {TWO: timed_out(1), ONE: NOT_RUN}


def test_endless_import_times_out(ages_pool: Pool, options: RunOptions) -> None:
    """No test can be collected then, and that is the outcome of each."""
    (answer,) = ages_pool.run([Request("", ENDLESS_AT_IMPORT, options, 0.1)])

    assert answer.run.outcome(ONE) == timed_out(0.1)


@pytest.mark.skipif(not CAN_FORK, reason="every run is a new process here")
def test_endless_import_times_out_in_a_new_process(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Without a fork server, the process itself is killed."""
    subject, suite = write_project(tmp_path_factory.mktemp("project"), SUITE)

    with Pool(subject, suite, fork=False) as pool:
        (answer,) = pool.run([Request("", ENDLESS_AT_IMPORT, RunOptions((f"{suite.tests[0]}",)), 0.1)])

    assert answer.run.outcome("test_ages.py::test_one") == timed_out(0.1)
