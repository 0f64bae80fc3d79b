"""A template that ends, for whatever reason, costs at most the run that it was needed for."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ages import (
    ORIGINAL,
    TIMEOUT,
    mutant_with_statements,
    template_request,
    write_project,
    write_tests,
)
from tests.engine.events import timed_out
from workshop.engine.controller.pool import Answer, Pool
from workshop.engine.controller.run_state import Request
from workshop.engine.process_tree import CAN_FORK
from workshop.engine.protocol import Outcome
from workshop.variants.variant import with_mutant

pytestmark = [
    pytest.mark.measures_processes,
    pytest.mark.skipif(not CAN_FORK, reason="Windows has no process that could be forked"),
]

PASSED = Outcome("passed")
SUITE = """
from ages import is_adult


def test_it():
    assert is_adult(18)
"""
# The parent of the process of a test is its template.
WRITES_PARENT = """
import os
from pathlib import Path


def test_it():
    Path({file!r}).write_text(str(os.getppid()))
"""
# The worker collects the exit status of a template before it reports that, and so before it reports our own end.
WAITS_FOR_END = """
import os
import time
from pathlib import Path


def is_running(file):
    try:
        os.kill(int(file.read_text()), 0)
    except ProcessLookupError:
        return False
    except ValueError:  # the file is still empty
        return True
    return True


def test_it():
    file = Path({file!r})
    while not file.exists() or is_running(file):
        time.sleep(0.01)
"""


# A template can write to the channel on which its worker reports to the controller.
WRITES_TO_CHANNEL = """
import os
from contextlib import suppress

for channel in range(3, 1024):
    with suppress(OSError):
        os.write(channel, b'["ProcessEnded",{"slot":99,"process":0,"exit_code":0}]\\nnonsense\\n')


def test_it():
    pass
"""


KNOWS_OWN_FILES = """
import ages
from hypothesis.internal.constants_ast import is_local_module_file


def test_it():
    misses = is_local_module_file.cache_info().misses
    assert is_local_module_file(ages.__file__)
    assert is_local_module_file.cache_info().misses == misses
"""


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pool]:
    """Yield a pool with a single slot, whose template serves all requests."""
    with Pool(*write_project(tmp_path_factory.mktemp("project")), slots=1) as pool:
        yield pool


def outcomes(pool: Pool, *requests: Request[str]) -> list[Outcome]:
    """Run requests, and return the outcome of each one's only test."""
    runs = [answer.run for answer in pool.run(requests)]
    return [outcome for run in runs for outcome in (*run.outcomes.values(), *run.problems.values())]


def kill_template(file: Path) -> None:
    """Kill the process that a test has written to a file."""
    os.kill(int(file.read_text()), signal.SIGKILL)


def test_test_that_kills_its_template_has_crashed(pool: Pool) -> None:
    """The next run has a new template."""
    options = write_tests(pool, SUITE, "test_kills_template.py")
    kills_parent = mutant_with_statements(
        "kills-its-parent", "import os, signal", "os.kill(os.getppid(), signal.SIGKILL)", "signal.pause()"
    )
    requests = template_request(options, with_mutant(pool.subject, kills_parent)), template_request(options)

    assert outcomes(pool, *requests) == [
        Outcome("failed", "crash", "the process of the tests ended: SIGKILL"),
        PASSED,
    ]


def test_run_whose_template_has_just_ended_gets_a_new_one(pool: Pool, tmp_path: Path) -> None:
    """The pool doesn't know yet that the template has ended when it sends the second job."""
    options = write_tests(pool, WRITES_PARENT.format(file=f"{tmp_path / 'parent'}"), "test_between.py")

    def requests() -> Iterator[Request[str]]:
        yield template_request(options)
        kill_template(tmp_path / "parent")
        yield template_request(options)

    runs = [answer.run for answer in pool.run(requests())]

    assert [[*run.outcomes.values()] for run in runs] == [[PASSED], [PASSED]]


def test_run_that_needs_no_template_is_not_affected_by_its_end(pool: Pool, tmp_path: Path) -> None:
    """A slot may run something else while its template ends."""
    file = tmp_path / "parent"
    options = write_tests(pool, WRITES_PARENT.format(file=f"{file}"), "test_parent.py")
    waiting = write_tests(pool, WAITS_FOR_END.format(file=f"{file}"), "test_waiting.py")
    (first,) = outcomes(pool, template_request(options))
    kill_template(file)

    second, third = outcomes(pool, Request("waiting", ORIGINAL, waiting, TIMEOUT), template_request(options))

    assert (first, second, third) == (PASSED, PASSED, PASSED)


def test_template_may_end_while_its_slot_is_idle(ages_pool: Pool, tmp_path: Path) -> None:
    """Runs in other slots go on, and the next run gets a new template."""
    file = tmp_path / "parent"
    options = write_tests(ages_pool, WRITES_PARENT.format(file=f"{file}"), "test_idle.py")
    waiting = write_tests(ages_pool, WAITS_FOR_END.format(file=f"{file}"), "test_waits_for_idle.py")

    def requests() -> Iterator[Request[str]]:
        yield template_request(options)
        yield Request("waiting", ORIGINAL, waiting, TIMEOUT)

    answers: list[Answer[str]] = []
    for answer in ages_pool.run(requests()):
        if not answers:
            kill_template(file)
        answers.append(answer)
    again = outcomes(ages_pool, template_request(options))

    assert [answer.request.key for answer in answers] == ["the program", "waiting"]
    assert [[*answer.run.outcomes.values()] for answer in answers] == [[PASSED], [PASSED]]
    assert again == [PASSED]


def test_problem_of_a_template_is_that_of_all_its_runs(pool: Pool) -> None:
    """A fork of a template that couldn't collect its tests reports why."""
    options = write_tests(pool, "from ages import is_child\n", "test_problem.py")

    problems = outcomes(pool, template_request(options), template_request(options))

    assert [problem.cause for problem in problems] == ["import", "import"]


def test_template_whose_tests_cannot_be_collected_in_time_times_out(pool: Pool) -> None:
    """That is the outcome of all its tests, as in a run without a template."""
    options = write_tests(pool, "import time\nwhile True:\n    time.sleep(1)\n", "test_endless.py")

    assert outcomes(pool, template_request(options, timeout=0.1)) == [timed_out(0.1)]


def test_messages_about_other_slots_and_malformed_ones_are_ignored(pool: Pool) -> None:
    """Tests that write to the channels of their template don't affect any run but the one that it's made for."""
    options = write_tests(pool, WRITES_TO_CHANNEL, "test_channel.py")

    invalid, passed = outcomes(pool, template_request(options), template_request(options))

    assert invalid.message.startswith("the run is invalid: not a message of this run")
    assert passed == PASSED


def test_template_knows_for_hypothesis_which_files_are_the_users_own(pool: Pool) -> None:
    """Each of its forks that runs a property would find it out again."""
    options = write_tests(pool, KNOWS_OWN_FILES, "test_own_files.py")

    assert outcomes(pool, template_request(options)) == [PASSED]
