"""A model suite: after each answer, it asks the service what has really happened."""

import pytest
from httpx2 import Response
from lost_property import create_app
from starlette.testclient import TestClient

HAT, GREEN_HAT = {"description": "a hat"}, {"description": "a green hat"}
LONGEST, LARGEST = 100, 1_000  # characters of a description, bytes of a body
KEY = {"Idempotency-Key": "7f3a"}


@pytest.fixture
def client() -> TestClient:
    """Return a client of an office that is empty."""
    return TestClient(create_app())


@pytest.fixture
def hat(client: TestClient) -> str:
    """Return the address of an item that has just been recorded."""
    return client.post("/items", json=HAT).headers["Location"]


def descriptions(client: TestClient) -> list[str]:
    """Return the descriptions of all items that are here, sorted."""
    return sorted(item["description"] for item in client.get("/items").json())


def is_problem(answer: Response, status: int) -> bool:
    """Return whether an answer is a problem with this status."""
    has_type = answer.headers["Content-Type"].partition(";")[0] == "application/problem+json"
    return has_type and answer.status_code == answer.json()["status"] == status


def test_new_office_is_empty(client: TestClient) -> None:
    """Whatever another office has isn't here."""
    TestClient(create_app()).post("/items", json=HAT)

    assert client.get("/items").json() == []


def test_item_is_at_its_address_and_on_the_list(client: TestClient) -> None:
    """All three answers have the same item."""
    created = client.post("/items", json=HAT)

    item = HAT | {"url": created.headers["Location"]}
    assert (created.status_code, created.json()) == (201, item)
    assert client.get(item["url"]).json() == item
    assert client.get("/items").json() == [item]


def test_address_is_never_given_to_another_item(client: TestClient, hat: str) -> None:
    """An item keeps its address, and one that comes after another is gone gets a new one."""
    violin = client.post("/items", json={"description": "a violin"}).headers["Location"]
    client.delete(hat)

    umbrella = client.post("/items", json={"description": "an umbrella"}).headers["Location"]

    assert umbrella not in (hat, violin)
    assert descriptions(client) == ["a violin", "an umbrella"]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b'{"description": "x"}', id="shortest description"),
        pytest.param(b'{"description": "%s"}' % ("é" * LONGEST).encode(), id="longest, in characters and not in bytes"),
        pytest.param(b'{"description": "a hat"}'.ljust(LARGEST), id="largest body"),
    ],
)
def test_report_within_the_limits_is_accepted(client: TestClient, body: bytes) -> None:
    """Each is just within one of the limits."""
    assert client.post("/items", content=body).status_code == 201


@pytest.mark.parametrize(
    ("body", "status"),
    [
        pytest.param(b"a hat", 422, id="not JSON"),
        pytest.param(b'["a hat"]', 422, id="a list"),
        pytest.param(b'{"description": 7}', 422, id="a number"),
        pytest.param(b'{"description": ""}', 422, id="an empty description"),
        pytest.param(b'{"description": "a\\nhat"}', 422, id="two lines"),
        pytest.param(b'{"description": "%s"}' % (b"x" * (LONGEST + 1)), 422, id="a description that is too long"),
        pytest.param(b'{"description": "a hat"}'.ljust(LARGEST + 1), 413, id="a body that is too large"),
    ],
)
def test_refused_report_records_nothing(client: TestClient, body: bytes, status: int) -> None:
    """The answer is a problem, and the list is as before."""
    assert is_problem(client.post("/items", content=body), status)
    assert client.get("/items").json() == []


def test_body_of_unknown_length_has_the_same_limit(client: TestClient) -> None:
    """A body that is sent in parts has no `Content-Length`."""
    parts = iter([b'{"description": "a hat"}', b" " * LARGEST])

    assert is_problem(client.post("/items", content=parts), 413)
    assert client.get("/items").json() == []


def test_repeated_report_gets_the_same_answer_and_changes_nothing(client: TestClient) -> None:
    """The item has been handed out before the report comes again, and stays gone."""
    first = client.post("/items", json=HAT, headers=KEY)
    client.delete(first.headers["Location"])

    second = client.post("/items", json=HAT, headers=KEY)

    assert (second.status_code, second.json()) == (201, first.json())
    assert second.headers["Location"] == first.headers["Location"]
    assert client.get("/items").json() == []


def test_equal_items_are_different_items(client: TestClient) -> None:
    """Only the key tells a repetition from another hat."""
    for headers in (KEY, {"Idempotency-Key": "91bc"}, {}, {}):
        client.post("/items", json=HAT, headers=headers)

    assert descriptions(client) == ["a hat"] * 4


def test_key_is_good_for_one_description(client: TestClient) -> None:
    """Another one is refused, and the first item stays as it is."""
    client.post("/items", json=HAT, headers=KEY)

    assert is_problem(client.post("/items", json=GREEN_HAT, headers=KEY), 422)
    assert descriptions(client) == ["a hat"]


def test_refused_report_does_not_use_up_its_key(client: TestClient) -> None:
    """It can be corrected, and sent again under the same key."""
    client.post("/items", json={"description": ""}, headers=KEY)

    assert client.post("/items", json=HAT, headers=KEY).status_code == 201


def test_item_is_sent_again_only_if_it_has_changed(client: TestClient, hat: str) -> None:
    """A client that names the `ETag` it has gets no body as long as that is the current one."""
    known = {"If-None-Match": client.get(hat).headers["ETag"]}

    before = client.get(hat, headers=known)
    client.put(hat, json=GREEN_HAT)
    after = client.get(hat, headers=known)

    assert (before.status_code, before.content) == (304, b"")
    assert (after.status_code, after.json()) == (200, GREEN_HAT | {"url": hat})


def test_second_put_changes_nothing(client: TestClient, hat: str) -> None:
    """Both answers are the same, and the `ETag` after each of them is too."""
    first, etag = client.put(hat, json=GREEN_HAT), client.get(hat).headers["ETag"]
    second = client.put(hat, json=GREEN_HAT)

    assert (second.status_code, second.json()) == (200, first.json())
    assert client.get(hat).headers["ETag"] == etag


def test_item_that_is_handed_out_is_gone(client: TestClient, hat: str) -> None:
    """Doing it again isn't an error, and nothing brings the item back."""
    answers = [client.delete(hat) for _ in range(2)]

    assert [(answer.status_code, answer.content) for answer in answers] == [(204, b"")] * 2
    assert is_problem(client.get(hat), 404)
    assert is_problem(client.put(hat, json=HAT), 404)
    assert client.get("/items").json() == []


def test_other_methods_are_refused(client: TestClient, hat: str) -> None:
    """The answer names the methods that the address has."""
    for address, methods in (("/items", ["GET", "POST"]), (hat, ["GET", "PUT", "DELETE"])):
        refused = client.patch(address, json=HAT)

        assert is_problem(refused, 405)
        assert [method for method in methods if method not in refused.headers["Allow"]] == []
