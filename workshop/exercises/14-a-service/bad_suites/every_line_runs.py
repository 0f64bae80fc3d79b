# judged: incomplete, misses brings-items-back creates-on-put reuses-addresses uses-up-the-key trusts-the-length drops-the-headers tags-the-address refuses-the-second-delete
"""Every line and every branch of the service runs, and each request is sent once."""

import pytest
from lost_property import create_app
from starlette.testclient import TestClient


def test_day_at_the_office() -> None:
    """An item comes, is looked at, gets another description, and goes."""
    client = TestClient(create_app())
    created = client.post("/items", json={"description": "a hat"}, headers={"Idempotency-Key": "7f3a"})
    address = created.headers["Location"]
    found = client.get(address)

    assert found.json() == created.json()
    assert client.get(address, headers={"If-None-Match": found.headers["ETag"]}).status_code == 304
    assert client.put(address, json={"description": "a cap"}).json()["description"] == "a cap"
    assert client.delete(address).status_code == 204
    assert client.get(address).status_code == 404
    assert client.get("/items").json() == []


@pytest.mark.parametrize("content", [b" " * 1_001, b"a hat", b"[]", b'{"description": ""}'])
def test_refused(content: bytes) -> None:
    """Any error will do."""
    assert TestClient(create_app()).post("/items", content=content).is_client_error


def test_key_of_another_item() -> None:
    """Nor does it matter which one."""
    client = TestClient(create_app())
    for description in ("a hat", "a cap"):
        answer = client.post("/items", json={"description": description}, headers={"Idempotency-Key": "7f3a"})

    assert answer.is_client_error
