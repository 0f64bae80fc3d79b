# judged: order-dependent
"""All tests share one office, and the first wants it empty."""

from lost_property import create_app
from starlette.testclient import TestClient

CLIENT = TestClient(create_app())


def test_new_office_is_empty() -> None:
    """That's so as long as no other test came before."""
    assert CLIENT.get("/items").json() == []


def test_item_is_on_the_list() -> None:
    """It leaves a hat behind."""
    CLIENT.post("/items", json={"description": "a hat"})

    assert [item["description"] for item in CLIENT.get("/items").json()] == ["a hat"]
