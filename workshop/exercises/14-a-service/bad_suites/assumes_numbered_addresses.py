# judged: over-specified
"""It builds addresses itself, as the example in the rules looks, and doesn't ask for `Location`."""

from lost_property import create_app
from starlette.testclient import TestClient


def test_first_item_is_at_its_number() -> None:
    """Other offices make addresses from letters, or at random."""
    client = TestClient(create_app())
    client.post("/items", json={"description": "a hat"})

    assert client.get("/items/1").json()["description"] == "a hat"
