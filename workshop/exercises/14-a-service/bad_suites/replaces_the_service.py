# judged: vacuous
"""It replaces the client with a mock, and finds that the mock does what it was set up to do."""

from pytest_mock import MockerFixture
from starlette.testclient import TestClient


def test_item_is_recorded(mocker: MockerFixture) -> None:
    """There's no service in it."""
    client = mocker.create_autospec(TestClient, instance=True)
    client.post.return_value.status_code = 201

    assert client.post("/items", json={"description": "a hat"}).status_code == 201
