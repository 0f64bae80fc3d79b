"""The process of a run knows its Redis server, and has no terminal to debug in."""

import pytest

from tests.ages import FILE, run, write_tests
from workshop.engine.controller.pool import Pool
from workshop.engine.protocol import Job, Outcome, RunOptions
from workshop.engine.worker.run_setup import port_of_redis, refuse_breakpoint

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
