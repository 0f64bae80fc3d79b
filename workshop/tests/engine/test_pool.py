"""A pool runs the tests that a request names, in the requested order and with the requested seed."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import gettempdir

import pytest

from tests.ages import ORIGINAL, TIMEOUT, write_tests
from workshop.engine.controller.pool import Pool
from workshop.engine.controller.run_state import Request
from workshop.engine.limits import SLOTS
from workshop.engine.protocol import Outcome, RunOptions

FILE = "test_pool_runs.py"
SUITE = """
import random
from ages import is_adult


def test_one():
    assert random.random() > 0.5


def test_two():
    assert is_adult(17)


def test_three():
    assert is_adult(18)
"""

IMPORTS_MODULE = """
from importlib import import_module  # the name of a folder needn't be one of Python's


def test_one():
    assert import_module({name!r}).AGE == 18
"""

ONE, TWO, THREE = (f"{FILE}::test_{name}" for name in ("one", "two", "three"))


@pytest.fixture(scope="module")
def options(ages_pool: Pool) -> RunOptions:
    """Return the options that run the suite."""
    return write_tests(ages_pool, SUITE, FILE)


def outcomes(pool: Pool, options: RunOptions, *batches: tuple[str, ...]) -> dict[str, Outcome]:
    """Run tests on the program, and return their outcomes."""
    (answer,) = pool.run([Request("key", ORIGINAL, options, TIMEOUT, batches or (None,))])
    return dict(answer.run.outcomes)


def test_tests_run_in_the_order_of_the_file(ages_pool: Pool, options: RunOptions) -> None:
    """By default all tests run, first to last."""
    statuses = [(test, outcome.status) for test, outcome in outcomes(ages_pool, options).items()]

    assert statuses == [(ONE, "passed"), (TWO, "failed"), (THREE, "passed")]


def test_tests_can_run_in_reverse(ages_pool: Pool, options: RunOptions) -> None:
    """With `reverse`, the last test runs first."""
    assert list(outcomes(ages_pool, replace(options, reverse=True))) == [THREE, TWO, ONE]


def test_seed_determines_random_numbers(ages_pool: Pool, options: RunOptions) -> None:
    """The module `random` is seeded before each test: other seeds give other numbers."""
    assert outcomes(ages_pool, replace(options, seed=1))[ONE].status == "failed"


def test_run_can_stop_at_the_first_failure(ages_pool: Pool, options: RunOptions) -> None:
    """With `stop`, the tests after the first failure don't run."""
    assert list(outcomes(ages_pool, replace(options, stop=True))) == [ONE, TWO]


def test_single_tests_run_in_the_requested_order(ages_pool: Pool, options: RunOptions) -> None:
    """A test that doesn't exist has no outcome."""
    assert list(outcomes(ages_pool, options, (THREE, f"{FILE}::test_four", ONE))) == [THREE, ONE]


def test_batches_run_one_after_another(ages_pool: Pool, options: RunOptions) -> None:
    """The batches of a request are a single run for the caller."""
    assert list(outcomes(ages_pool, options, (THREE,), (ONE, TWO))) == [THREE, ONE, TWO]


def test_run_that_stops_leaves_out_later_batches(ages_pool: Pool, options: RunOptions) -> None:
    """With `stop`, a failure also keeps the next batch from running."""
    assert list(outcomes(ages_pool, replace(options, stop=True), (TWO,), (THREE,))) == [TWO]


def test_suite_can_have_a_module_with_the_name_of_a_folder_of_ours(ages_pool: Pool) -> None:
    """A worker rehearses with a test in a folder for temporary files; pytest makes a module of each folder above it."""
    name = Path(gettempdir()).resolve().parts[1]
    (ages_pool.suite.root / f"{name}.py").write_text("AGE = 18\n", encoding="utf-8")
    options = write_tests(ages_pool, IMPORTS_MODULE.format(name=name), "test_folder.py")

    assert outcomes(ages_pool, options) == {"test_folder.py::test_one": Outcome("passed")}


def test_answers_have_the_keys_of_their_requests(ages_pool: Pool, options: RunOptions) -> None:
    """Answers come in any order; the key says which request each belongs to."""
    requests = [Request(number, ORIGINAL, options, TIMEOUT, ((ONE, TWO, THREE)[number:],)) for number in range(3)]

    answers = {answer.request.key: list(answer.run.outcomes) for answer in ages_pool.run(requests)}

    assert answers == {0: [ONE, TWO, THREE], 1: [TWO, THREE], 2: [THREE]}


def test_slots_take_requests_from_all_queues(ages_pool: Pool, options: RunOptions) -> None:
    """No queue waits until another is empty."""
    taken: list[str] = []

    def queue(name: str) -> Iterator[Request[str]]:
        for number in range(SLOTS):
            taken.append(name)
            yield Request(f"{name}{number}", ORIGINAL, options, TIMEOUT, ((THREE,),))

    answers = list(ages_pool.run(queue("a"), queue("b")))

    assert set(taken[:2]) == {"a", "b"}
    assert len(answers) == len(taken)
