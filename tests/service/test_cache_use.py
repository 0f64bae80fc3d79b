"""What the service asks of its cache, and what it answers when the cache fails."""

import asyncio
import logging
import threading
from collections.abc import Mapping

import pytest
from pytest_mock import MockerFixture

from fizzbuzz import BatchCache, CacheUnavailableError, InMemoryCache
from fizzbuzz.service import create_app
from fizzbuzz.service_limits import Limits
from tests.backend import Backend
from tests.service.client import Client


class Remote:
    """A cache that may have to wait for a server, as far as the service knows."""

    def __init__(self, backend: InMemoryCache) -> None:
        self.get = backend.get
        self.put = backend.put
        self.get_many = backend.get_many
        self.put_many = backend.put_many


def note_threads(cache: Backend) -> set[int]:
    """Return the threads in which the cache is read from now on."""
    threads: set[int] = set()
    cache.takes = lambda: threads.add(threading.get_ident())
    return threads


def test_a_request_reads_once_and_stores_once(mocker: MockerFixture) -> None:
    """However long the list is, the cache is asked for all numbers at once."""
    cache = mocker.create_autospec(BatchCache, instance=True)
    cache.get_many.return_value = {3: "Fizz"}

    response = Client(create_app(cache)).post(["3", "5", "3", "1"])

    assert response.json() == {"answers": ["Fizz", "Buzz", "Fizz", "1"]}
    assert cache.mock_calls == [mocker.call.get_many([3, 5, 1]), mocker.call.put_many({5: "Buzz", 1: "1"})]


def test_a_bad_list_does_not_touch_the_cache(mocker: MockerFixture) -> None:
    """Everything is checked first."""
    cache = mocker.create_autospec(BatchCache, instance=True)

    response = Client(create_app(cache)).post(["3", "x"])

    assert (response.status_code, cache.mock_calls) == (422, [])


def test_a_cache_in_memory_is_asked_at_once() -> None:
    """A cached answer doesn't pay for a thread."""
    cache = Backend()
    threads = note_threads(cache)
    client = Client(create_app(cache))

    client.get("/fizzbuzz/3")

    assert threads == {client.thread}


@pytest.mark.parametrize(("method", "path"), [("GET", "/fizzbuzz/3"), ("POST", "/fizzbuzz"), ("GET", "/ready")])
def test_any_other_cache_is_asked_in_a_thread(method: str, path: str) -> None:
    """While it waits for a server, other requests are answered."""
    cache = Backend()
    threads = note_threads(cache)
    client = Client(create_app(Remote(cache)))

    client.request(method, path, json=["3"])

    assert len(threads - {client.thread}) == 1


def test_an_outage_costs_no_answer(caplog: pytest.LogCaptureFixture) -> None:
    """It's logged once, as for the command."""
    cache = Backend()
    cache.fail()
    client = Client(create_app(cache))

    responses = [client.get("/fizzbuzz/3"), client.post(["5", "15"])]

    assert [response.json() for response in responses] == [
        {"number": "3", "answer": "Fizz"},
        {"answers": ["Buzz", "FizzBuzz"]},
    ]
    assert [record.levelname for record in caplog.records if record.levelno > logging.INFO] == ["WARNING"]


@pytest.mark.parametrize(
    ("error", "state"),
    [
        pytest.param(None, "reachable", id="a cache that works"),
        pytest.param(CacheUnavailableError("it's down"), "unreachable", id="an outage"),
        pytest.param(RuntimeError("secret"), "unreachable", id="any other error"),
    ],
)
def test_the_service_is_ready_with_or_without_its_cache(error: Exception | None, state: str) -> None:
    """It says whether the cache is reachable, and is never red because of it."""
    cache = Backend()
    cache.read_error = error

    response = Client(create_app(cache)).get("/ready")

    assert (response.status_code, response.json()) == (200, {"status": "ready", "cache": state})


def test_a_cache_that_keeps_readiness_waiting_is_unreachable(mocker: MockerFixture) -> None:
    """The service gives up before the request has taken too long, even if the cache's own timeout is longer."""
    limits, timeout = Limits(), asyncio.timeout
    is_over = mocker.patch.object(asyncio, "timeout")
    is_over.side_effect = lambda seconds: timeout(0 if seconds < limits.seconds else None)
    client = Client(create_app(Remote(Backend()), limits))

    response = client.get("/ready")

    assert (response.status_code, response.json()) == (200, {"status": "ready", "cache": "unreachable"})


def test_readiness_is_about_now() -> None:
    """An outage that requests have met doesn't make the cache unreachable for long."""
    cache = Backend()
    cache.fail()
    client = Client(create_app(cache))
    client.get("/fizzbuzz/3")

    cache.recover()

    assert client.get("/ready").json()["cache"] == "reachable"


def test_an_unexpected_error_is_a_problem_and_one_line_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    """The log has what happened; the client doesn't learn it."""
    cache = Backend()
    cache.read_error = RuntimeError("secret")

    response = Client(create_app(cache)).get("/fizzbuzz/3")

    assert (response.status_code, response.headers["Content-Type"]) == (500, "application/problem+json")
    assert "secret" not in response.text
    (record,) = (record for record in caplog.records if record.levelno > logging.INFO)
    assert details(vars(record)) == ("ERROR", "GET", "/fizzbuzz/3", "RuntimeError: secret")


def test_an_answer_that_takes_too_long_is_a_problem(caplog: pytest.LogCaptureFixture) -> None:
    """The thread that waits for the cache doesn't keep the client waiting."""
    is_over = threading.Event()
    cache = Backend()
    cache.takes = is_over.wait
    client = Client(create_app(Remote(cache), Limits(seconds=0.05)))
    threading.Timer(0.3, is_over.set).start()

    response = client.get("/fizzbuzz/3")

    assert (response.status_code, response.json()["detail"]) == (503, "it took more than 0.05 s")
    assert "it took more than 0.05 s" in {vars(record).get("error") for record in caplog.records}


def details(record: Mapping[str, object]) -> tuple[object, ...]:
    """Return what a log record says of a request that failed."""
    return tuple(record[name] for name in ("levelname", "method", "path", "error"))
