"""Whatever a run does to its Redis server, no other run notices, and nothing of it remains."""

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import redis

from tests.ages import ORIGINAL, TIMEOUT, template_request, write_project, write_tests
from workshop.engine.controller.pool import Pool
from workshop.engine.controller.redis_slots import RedisSlots
from workshop.engine.controller.run_state import Request
from workshop.engine.process_tree import CAN_FORK
from workshop.engine.suite import Suite

pytestmark = [
    pytest.mark.skipif(not CAN_FORK, reason="Windows has no named pipes of this kind"),
]

CLIENT = """
import os
from pathlib import Path

import redis

client = redis.from_url(os.environ["REDIS_URL"], socket_timeout=10, single_connection_client=True)
"""
HONEST = """

def test_honest():
    connection = client.client_id()
    client.set("greeting", "hello")
    Path({ready!r}).write_text("ready")
    Path({done!r}).read_text()
    assert client.get("greeting") == b"hello"
    assert client.client_id() == connection
    client.set("greeting", "good day")
"""
DISTURBING = """

def test_disturbing():
    Path({ready!r}).read_text()
    try:
        client.execute_command({command})
    except redis.ConnectionError:
        pass
    Path({done!r}).write_text("done")
"""
STARTS_EMPTY = """

def test_empty():
    assert client.dbsize() == 0
    client.set("greeting", "hello")
"""
SHOWS_URL = """
import os


def test_url():
    raise ValueError(os.environ["REDIS_URL"])
"""


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pool]:
    """Yield a warm pool for tests that need Redis."""
    subject, suite = write_project(tmp_path_factory.mktemp("ages"))
    with Pool(subject, Suite(suite.root, suite.tests, needs_redis=True), slots=2) as pool:
        yield pool


@pytest.mark.parametrize(
    "command",
    [
        pytest.param("'FLUSHALL'", id="empties the server"),
        pytest.param("'CONFIG', 'SET', 'maxmemory', '1'", id="leaves it no memory"),
        pytest.param("'CLIENT', 'PAUSE', '600000'", id="pauses it"),
        pytest.param("'CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'no'", id="ends all connections"),
        pytest.param("'SHUTDOWN', 'NOSAVE'", id="ends it"),
        pytest.param("'SET', 'greeting', 'good evening'", id="uses the same key"),
    ],
)
def test_run_does_not_reach_the_server_of_another(command: str, pool: Pool, tmp_path: Path) -> None:
    """Two runs at once, of which one disturbs its server while the other is using its own."""
    ready, done = tmp_path / "ready", tmp_path / "done"
    os.mkfifo(ready)
    os.mkfifo(done)
    requests = [
        Request(
            name,
            ORIGINAL,
            write_tests(
                pool, CLIENT + text.format(ready=f"{ready}", done=f"{done}", command=command), f"test_{name}.py"
            ),
            TIMEOUT,
        )
        for name, text in (("honest", HONEST), ("disturbing", DISTURBING))
    ]

    outcomes = [outcome for answer in pool.run(requests) for outcome in answer.run.outcomes.values()]

    assert [(outcome.status, outcome.message) for outcome in outcomes] == [("passed", "")] * 2


def test_run_starts_with_an_empty_server(pool: Pool) -> None:
    """Nothing remains from the runs before, in any slot."""
    options = write_tests(pool, CLIENT + STARTS_EMPTY, "test_starts_empty.py")

    answers = pool.run(Request(number, ORIGINAL, options, TIMEOUT) for number in range(5))

    assert [outcome.status for answer in answers for outcome in answer.run.outcomes.values()] == ["passed"] * 5


@pytest.mark.parametrize("is_in_template", [False, True], ids=["a run", "a fork of a template"])
def test_server_ends_with_its_run(*, is_in_template: bool, pool: Pool) -> None:
    """Each run has the URL of a server of its own, on which nothing listens any more."""
    options = write_tests(pool, SHOWS_URL, f"test_url_{is_in_template}.py")
    request = template_request(options) if is_in_template else Request("", ORIGINAL, options, TIMEOUT)

    answers = [*pool.run([request]), *pool.run([request])]

    urls = [outcome.message.split()[-1] for answer in answers for outcome in answer.run.outcomes.values()]
    assert len(set(urls)) == len(answers)
    for url in urls:
        with redis.from_url(url) as client, pytest.raises(redis.ConnectionError):
            client.ping()


class TestRedisSlots:
    """`RedisSlots` keeps the servers of the runs that are going on."""

    def test_server_ends_with_its_run_or_the_next_one(self) -> None:
        """A slot has one server at most."""
        with closing(RedisSlots(2, is_needed=True)) as slots:
            urls = [slots.begin_run(0), slots.begin_run(1)]
            urls.append(slots.begin_run(0))
            slots.end_run(1)

            assert [answers(url) for url in urls] == [False, False, True]
        assert not answers(urls[2])

    def test_runs_without_redis_have_no_url(self) -> None:
        """No server is started for them."""
        with closing(RedisSlots(2, is_needed=False)) as slots:
            assert slots.begin_run(0) == ""
            slots.end_run(0)


def answers(url: str) -> bool:
    """Return whether there is a server at a URL."""
    with redis.from_url(url) as client:
        try:
            return bool(client.ping())
        except redis.ConnectionError:
            return False


@pytest.mark.parametrize(
    "command",
    [
        pytest.param("'REPLICAOF', '127.0.0.1', '1'", id="as a replica"),
        pytest.param("'SLAVEOF', '127.0.0.1', '1'", id="as a replica by the old name"),
        pytest.param("'MIGRATE', '127.0.0.1', '1', 'key', 0, 100", id="to hand over a key"),
        pytest.param("'EVAL', 'return redis.call(\"REPLICAOF\", \"127.0.0.1\", 1)', 0", id="as a script says"),
    ],
)
def test_server_does_not_connect_to_others(command: str, pool: Pool) -> None:
    """It isn't in the sandbox of the tests, and must not do for them what they can't."""
    test = f"\n\ndef test_command():\n    client.set('key', '1')\n    client.execute_command({command})\n"
    options = write_tests(pool, CLIENT + test)

    (answer,) = pool.run([Request("", ORIGINAL, options, TIMEOUT)])

    (outcome,) = answer.run.outcomes.values()
    assert "unknown" in outcome.message.lower()
