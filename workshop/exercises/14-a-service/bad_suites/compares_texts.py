# judged: over-specified
"""It compares the text of an answer, with every space, where it means the JSON."""

from lost_property import create_app
from starlette.testclient import TestClient


def test_recorded_item_is_the_answer() -> None:
    """Another office writes the same JSON in another way."""
    client = TestClient(create_app())

    created = client.post("/items", json={"description": "a hat"})

    assert created.text.startswith('{"url":"')
    assert created.text.endswith('","description":"a hat"}')
