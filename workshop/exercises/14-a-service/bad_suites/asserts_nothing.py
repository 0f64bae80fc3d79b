# judged: incomplete, misses creates-on-put reuses-addresses misspells-the-header uses-up-the-key brings-items-back trusts-the-length drops-the-headers tags-the-address refuses-the-second-delete
"""It sends requests, and is happy as long as the service doesn't crash."""

from lost_property import create_app
from starlette.testclient import TestClient


def test_requests() -> None:
    """The test client raises what the service raises; an answer that is wrong raises nothing."""
    client = TestClient(create_app())

    client.post("/items", json={"description": "a hat"}, headers={"Idempotency-Key": "7f3a"})
    client.post("/items", json={"description": ""})
    client.patch("/items")
    client.get("/items")
