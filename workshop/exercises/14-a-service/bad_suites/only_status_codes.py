# judged: incomplete, misses brings-items-back reuses-addresses trusts-the-length drops-the-headers tags-the-address
"""It asks for each status code, and believes what the service claims."""

import pytest
from lost_property import create_app
from starlette.testclient import TestClient

KEY = {"Idempotency-Key": "7f3a"}


@pytest.fixture
def client() -> TestClient:
    """Return a client of an office that is empty."""
    return TestClient(create_app())


def test_recorded_changed_and_handed_out(client: TestClient) -> None:
    """Each answer has its code, but it doesn't look at what's there."""
    created = client.post("/items", json={"description": "a hat"}, headers=KEY)
    address = created.headers["Location"]
    etag = client.get(address).headers["ETag"]

    assert created.status_code == 201
    assert client.post("/items", json={"description": "a hat"}, headers=KEY).status_code == 201
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
    assert client.put(address, json={"description": "a cap"}).status_code == 200
    assert client.get(address).status_code == 200
    assert client.delete(address).status_code == 204
    assert client.delete(address).status_code == 204
    assert client.get(address).status_code == 404
    assert client.put(address, json={"description": "a cap"}).status_code == 404


def test_refused(client: TestClient) -> None:
    """A key that is refused and good again, one for two items, a large body, and a wrong method."""
    assert client.post("/items", json={"description": ""}, headers=KEY).status_code == 422
    assert client.post("/items", json={"description": "a hat"}, headers=KEY).status_code == 201
    assert client.post("/items", json={"description": "a cap"}, headers=KEY).status_code == 422
    assert client.post("/items", content=b" " * 1_001).status_code == 413
    assert client.patch("/items").status_code == 405
