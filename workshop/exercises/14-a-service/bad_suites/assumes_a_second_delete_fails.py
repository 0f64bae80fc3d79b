# judged: wrong
"""It believes that an item that's gone can't be handed out again, and calls that an error."""

from lost_property import create_app
from starlette.testclient import TestClient


def test_second_delete_finds_nothing() -> None:
    """After a lost answer, the client reads that something went wrong, when nothing did."""
    client = TestClient(create_app())
    address = client.post("/items", json={"description": "a hat"}).headers["Location"]
    client.delete(address)

    assert client.delete(address).status_code == 404
