"""A connection to a scheduler, or a sentence that says why there is none."""

import pytest

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
