"""A connection to a scheduler, or a sentence that says why there is none."""

from socket import create_connection, socket

import pytest
from distributed import LocalCluster

from workshop.errors import UsageError
from workshop.grading.cluster import connection
from workshop.grading.cluster.connection import connect


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            ("localhost", "localhost isn't the address of a scheduler, such as tcp://host:8786: missing port number"),
            id="no address",
        ),
        pytest.param(
            ("tcp://a..b:8786", "tcp://a..b:8786 isn't the address of a scheduler, such as tcp://host:8786: "),
            id="no name of a host",
        ),
        pytest.param(("tls://127.0.0.1:1", "tls://127.0.0.1:1 needs certificates"), id="no certificates"),
        pytest.param(
            ("tcp://127.0.0.1:1", "no scheduler answers at tcp://127.0.0.1:1; `dask scheduler` starts one"),
            id="no scheduler",
        ),
    ],
)
def test_no_connection(case: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """It says what to do."""
    address, message = case
    monkeypatch.setattr(connection, "CONNECTING", 0.01)

    with pytest.raises(UsageError) as error:
        connect(address).__enter__()

    assert f"{error.value}".startswith(message)


def test_scheduler_that_listens_a_little_later(cluster: LocalCluster, monkeypatch: pytest.MonkeyPatch) -> None:
    """It has just been started."""
    attempts: list[object] = []

    def connect_later(place: tuple[str, int], timeout: float) -> socket:
        attempts.append(place)
        if len(attempts) == 1:
            raise ConnectionRefusedError
        return create_connection(place, timeout)

    monkeypatch.setattr(connection, "PAUSE", 0)
    monkeypatch.setattr(connection, "create_connection", connect_later)

    with connect(cluster.scheduler_address) as client:
        assert client.status == "running"
    assert len(attempts) == 2
