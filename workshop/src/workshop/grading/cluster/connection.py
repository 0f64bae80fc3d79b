"""A connection to the scheduler of a cluster."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from socket import create_connection
from time import monotonic, sleep

from distributed import Client, Security
from distributed.comm.addressing import get_address_host_port

from workshop.errors import UsageError

CONNECTING = 30.0  # seconds for the scheduler to answer, at the beginning or after it was lost
CLOSING = 0.5  # seconds to say goodbye
PAUSE = 0.2  # seconds before another look for the scheduler
LOGGERS = ("distributed", "distributed.client")  # we say ourselves what happens


@contextmanager
def connect(address: str) -> Iterator[Client]:
    """Connect to a scheduler, for as long as the context lasts; raises UsageError if that isn't possible."""
    for name in LOGGERS:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    _await_scheduler(address)
    client = Client(address, timeout=CONNECTING, set_as_default=False)
    try:
        yield client
    finally:
        with suppress(TimeoutError):
            client.close(timeout=CLOSING)


def _await_scheduler(address: str) -> None:
    """Wait until something listens at an address; raises UsageError if nothing does, or if nothing can.

    A client would wait too, but after Ctrl-C it would take a minute to close.
    """
    try:
        place = get_address_host_port(address)
    except ValueError as error:
        raise _not_an_address(address, error) from None
    if address.startswith("tls:") and Security().get_connection_args("client")["ssl_context"] is None:
        raise UsageError(
            f"{address} needs certificates: name their files in Dask's configuration, distributed.comm.tls"
        )
    deadline = monotonic() + CONNECTING
    while True:
        try:
            create_connection(place, timeout=CONNECTING).close()
        except UnicodeError as error:
            raise _not_an_address(address, error) from None
        except OSError:
            if monotonic() > deadline:
                raise UsageError(f"no scheduler answers at {address}; `dask scheduler` starts one") from None
            sleep(PAUSE)
        else:
            return


def _not_an_address(address: str, error: Exception) -> UsageError:
    return UsageError(f"{address} isn't the address of a scheduler, such as tcp://host:8786: {error}")
