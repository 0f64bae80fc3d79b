"""Mutants that misbehave: whatever ends the process of a run becomes the outcome of a test."""

from collections.abc import Mapping

import pytest

from tests.ages import TIMEOUT, mutant, mutant_with_statements, write_tests
from workshop.engine.controller.pool import Pool
from workshop.engine.controller.run_state import Request
from workshop.engine.process_tree import CAN_FORK
from workshop.engine.protocol import Outcome
from workshop.engine.run import Run
from workshop.variants.variant import with_mutant

pytestmark = [
    pytest.mark.skipif(not CAN_FORK, reason="other things go wrong on Windows"),
]

MUTANTS = [
    mutant_with_statements("exits-at-once", "import os", "os._exit(3)"),
    mutant_with_statements("kills-itself", "import os, signal", "os.kill(os.getpid(), signal.SIGKILL)"),
    mutant_with_statements("corrupts-memory", "import ctypes", "ctypes.string_at(0)"),
    mutant_with_statements("prints-a-lot", "for _ in range(2**4):", '    print("x" * 2**20)'),
    mutant_with_statements("recurses-forever", "is_adult(age + 1)"),
    mutant_with_statements("takes-3-gib", "bytearray(3 * 2**30)"),
    mutant_with_statements("interrupts", "raise KeyboardInterrupt"),
    mutant_with_statements("exits", "raise SystemExit(0)"),
    mutant_with_statements("forks", "import os", "if os.fork() == 0:", "    raise ValueError"),
    mutant("imports-a-missing-module", "ADULT = 18", "import no_such_module"),
    mutant("exits-at-import", "ADULT = 18", "import os\nos._exit(0)"),
]

FILE = "test_misbehaving.py"
SUITE = """
from ages import is_adult


def test_child():
    assert not is_adult(17)


def test_adult():
    assert is_adult(18)
"""
CHILD, ADULT = (f"{FILE}::test_{name}" for name in ("child", "adult"))


@pytest.fixture(scope="module")
def runs(ages_pool: Pool) -> Mapping[str, Run]:
    """Return the run of the tests on each mutant, by its name."""
    options = write_tests(ages_pool, SUITE, FILE)
    variants = [with_mutant(ages_pool.subject, each) for each in MUTANTS]
    requests = [Request(variant.name, variant, options, TIMEOUT) for variant in variants]
    return {answer.request.key: answer.run for answer in ages_pool.run(requests)}


@pytest.mark.parametrize(
    ("name", "cause", "message"),
    [
        pytest.param("exits-at-once", "crash", "the process of the tests ended: exit code 3", id="os._exit"),
        pytest.param("kills-itself", "crash", "the process of the tests ended: SIGKILL", id="a kill"),
        pytest.param("corrupts-memory", "crash", "the process of the tests ended: SIGSEGV", id="a segmentation fault"),
        pytest.param("recurses-forever", "exception", "RecursionError: maximum recursion depth", id="recursion"),
        pytest.param("takes-3-gib", "exception", "MemoryError", id="3 GiB of memory"),
        pytest.param("interrupts", "exception", "KeyboardInterrupt", id="an interrupt"),
        pytest.param("exits", "exception", "SystemExit: 0", id="an exit"),
        pytest.param("imports-a-missing-module", "import", "ModuleNotFoundError: No module", id="a missing module"),
        pytest.param(
            "exits-at-import", "crash", "ended while their files were imported: exit code 0", id="an exit at import"
        ),
    ],
)
def test_misbehavior_is_a_failure(name: str, cause: str, message: str, runs: Mapping[str, Run]) -> None:
    """The first test fails, with the reason why its process ended or what it raised."""
    outcome = runs[name].outcome(CHILD)

    assert (outcome.status, outcome.cause) == ("failed", cause)
    assert message in outcome.message


@pytest.mark.parametrize(
    "name", [pytest.param("prints-a-lot", id="output"), pytest.param("forks", id="a child process")]
)
def test_correct_result_is_not_a_failure(name: str, runs: Mapping[str, Run]) -> None:
    """Output and a child process that comes back into pytest don't make a test fail."""
    assert runs[name].outcomes == {CHILD: Outcome("passed"), ADULT: Outcome("passed")}


def test_tests_after_a_crash_run_in_another_process(runs: Mapping[str, Run]) -> None:
    """A crash in one test doesn't keep the others from running."""
    assert [outcome.cause for outcome in runs["exits-at-once"].outcomes.values()] == ["crash", "crash"]
    assert list(runs["exits-at-once"].outcomes) == [CHILD, ADULT]
