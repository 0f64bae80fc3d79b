"""What the service says to requests that it refuses, and to those that fail."""

import logging
from collections.abc import Mapping

import pytest

from fizzbuzz import InMemoryCache
from fizzbuzz.service import create_app
from fizzbuzz.service_limits import Limits
from tests.service.client import Client

SMALL = Limits(numerals=3, body=100, seconds=60)


@pytest.fixture
def small() -> Client:
    """Return a client of a service with low limits."""
    return Client(create_app(InMemoryCache(), SMALL))


def test_a_bad_numeral_is_a_problem_with_its_position(client: Client) -> None:
    """Positions count from 1, and no number of the list is answered."""
    response = client.post(["3", "five", "x"])

    assert (response.status_code, response.headers["Content-Type"]) == (422, "application/problem+json")
    assert response.json() == {
        "type": "about:blank",
        "title": "Unprocessable Content",
        "status": 422,
        "detail": "argument 2: 'five' is not a whole number",
        "position": 2,
        "argument": "five",
    }


def test_a_long_argument_is_shortened(client: Client) -> None:
    """A problem is no longer than its reader needs."""
    response = client.post(["x" * 41])

    assert response.json()["argument"] == f"{'x' * 40}…"


def test_an_argument_that_is_no_text_is_escaped(client: Client) -> None:
    """JSON can hold half a character, which can't be sent back as it is."""
    response = client.post_body(rb'["3", "\ud800"]')

    assert response.status_code == 422
    assert (response.json()["position"], response.json()["argument"]) == (2, r"\ud800")


def test_a_bad_number_in_the_path_is_a_problem(client: Client) -> None:
    """It's the first and only one."""
    response = client.get("/fizzbuzz/1_000")

    assert (response.status_code, response.json()["position"]) == (422, 1)


@pytest.mark.parametrize(
    ("body", "detail", "position"),
    [
        pytest.param(b'["3", 5]', "body 2: Input should be a valid string", 2, id="a number instead of a string"),
        pytest.param(b'["3", 5, null]', "body 2: Input should be a valid string", 2, id="two mistakes"),
        pytest.param(b'{"3": 5}', "body: Input should be a valid list", None, id="an object instead of a list"),
        pytest.param(b'["3"', "body 5: JSON decode error", None, id="half a list"),
        pytest.param(b"", "body: Field required", None, id="nothing"),
    ],
)
def test_a_body_that_is_no_list_of_numerals_is_a_problem(
    body: bytes, detail: str, position: int | None, client: Client
) -> None:
    """The problem says where it is; a position is given only for a numeral."""
    response = client.post_body(body)

    assert (response.status_code, response.headers["Content-Type"]) == (422, "application/problem+json")
    assert (response.json()["detail"], response.json().get("position")) == (detail, position)


@pytest.mark.parametrize(
    ("method", "path", "status", "allowed"),
    [
        pytest.param("GET", "/buzzfizz", 404, None, id="an unknown path"),
        pytest.param("DELETE", "/fizzbuzz", 405, "POST", id="another method"),
    ],
)
def test_what_does_not_exist_is_a_problem_too(
    method: str, path: str, status: int, allowed: str | None, client: Client
) -> None:
    """All errors look alike, and a wrong method comes with the right ones."""
    response = client.request(method, path)

    assert (response.status_code, response.headers["Content-Type"]) == (status, "application/problem+json")
    assert response.headers.get("Allow") == allowed


def test_a_problem_has_no_position_if_it_is_not_about_a_numeral(client: Client) -> None:
    """Members that don't apply are left out; they aren't null."""
    response = client.get("/buzzfizz")

    assert response.json() == {"type": "about:blank", "title": "Not Found", "status": 404, "detail": "Not Found"}


def test_a_list_may_be_as_long_as_the_limit(small: Client) -> None:
    """One more numeral is too many."""
    responses = [small.post(["3"] * count) for count in (3, 4)]

    assert [response.status_code for response in responses] == [200, 413]


@pytest.mark.parametrize("announced", [True, False], ids=["with its length", "without its length"])
def test_a_body_may_be_as_long_as_the_limit(announced: bool, small: Client) -> None:  # noqa: FBT001
    """One more byte is too many, whether the client says so before or not."""
    bodies = [b'["3"]'.ljust(length) for length in (100, 101)]
    lengths = [{"Content-Length": f"{len(body)}"} if announced else {} for body in bodies]

    responses = [small.post_body(body, headers=length) for body, length in zip(bodies, lengths, strict=True)]

    assert [response.status_code for response in responses] == [200, 413]
    assert responses[1].json()["title"] == "Content Too Large"
    assert responses[1].json()["detail"] == "the body has more than 100 bytes"
    assert responses[1].headers["Connection"] == "close"  # the rest of the body isn't the next request


@pytest.mark.parametrize(
    ("headers", "pieces", "read"),
    [
        pytest.param({}, 5, 5, id="a body that isn't much too large"),
        pytest.param({}, 50, 11, id="one that is"),
        pytest.param({"Content-Length": "500"}, 5, 5, id="one that says its length"),
        pytest.param({"Content-Length": "5000", "Expect": "100-continue"}, 50, 0, id="one that waits for permission"),
        pytest.param({"Content-Length": "5000", "Expect": "100-Continue"}, 50, 0, id="one that asks with a capital"),
    ],
)
def test_the_rest_of_a_large_body_is_read_within_reason(
    headers: Mapping[str, str], pieces: int, read: int, small: Client
) -> None:
    """A client that sends everything before it reads gets its answer, and no client can send forever."""
    response = small.post_body(*[b" " * 100] * pieces, headers=headers)

    assert (response.status_code, small.taken) == (413, read)


def test_a_body_that_takes_too_long_is_a_problem(caplog: pytest.LogCaptureFixture) -> None:
    """A slow client doesn't keep the service waiting, and the log is silent, because the service didn't fail."""
    client = Client(create_app(InMemoryCache(), Limits(seconds=0.1)))

    response = client.post_body(b'["3",', None)

    assert (response.status_code, response.json()["detail"]) == (408, "it took more than 0.1 s")
    assert response.headers["Connection"] == "close"  # the rest of the body isn't the next request
    assert [record for record in caplog.records if record.levelno > logging.INFO] == []
