# judged: over-specified
"""It demands the words of a problem, which are for people to read."""

from lost_property import create_app
from starlette.testclient import TestClient


def test_body_that_is_too_large_is_refused() -> None:
    """The status is a rule, the title isn't."""
    client = TestClient(create_app())

    refused = client.post("/items", content=b" " * 1_001)

    assert refused.json() == {"status": 413, "title": "a body has at most 1000 bytes"}
