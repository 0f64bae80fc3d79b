"""A connection to the scheduler of a cluster."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from distributed import Client, Security
from distributed.comm.addressing import get_address_host_port

from workshop.errors import UsageError

CONNECTING = 30.0  # seconds for the scheduler to answer, at the beginning or after it was lost
CLOSING = 0.5  # seconds to say goodbye
LOGGERS = ("distributed", "distributed.client")  # we say ourselves what happens


@contextmanager
def connect(address: str) -> Iterator[Client]:
    """Connect to a scheduler, for as long as the context lasts; raises UsageError if that isn't possible."""
    for name in LOGGERS:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    _check(address)
    try:
        client = Client(address, timeout=CONNECTING, set_as_default=False)
    except OSError:
        raise UsageError(f"no scheduler answers at {address}; `dask scheduler` starts one") from None
    try:
        yield client
    finally:
        with suppress(TimeoutError):
            client.close(timeout=CLOSING)


def _check(address: str) -> None:
    """Raise UsageError if an address can't be that of a scheduler: a client would try for long to close."""
    try:
        get_address_host_port(address)
    except ValueError as error:
        raise UsageError(f"{address} isn't the address of a scheduler, such as tcp://host:8786: {error}") from None
    if address.startswith("tls:") and Security().get_connection_args("client")["ssl_context"] is None:
        raise UsageError(
            f"{address} needs certificates: name their files in Dask's configuration, distributed.comm.tls"
        )
