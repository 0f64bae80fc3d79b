"""Tests of the lost property office; the rules are in the README of the exercise."""

import pytest
from lost_property import create_app
from starlette.testclient import TestClient


@pytest.fixture
def client() -> TestClient:
    """Return a client of an office that is empty."""
    return TestClient(create_app())


def test_reported_item_is_at_its_address(client: TestClient) -> None:
    """The answer says where the item is."""
    created = client.post("/items", json={"description": "an umbrella"})

    assert created.status_code == 201
    assert client.get(created.headers["Location"]).json() == created.json()
