"""Sends the flood warnings of a river, and tries again where that can help."""

import time
from collections.abc import Callable
from typing import Protocol

ATTEMPTS = 4
FIRST_PAUSE = 1.0  # seconds


class GatewayError(Exception):
    """The gateway has not taken a message."""


class BusyError(GatewayError):
    """The gateway has too much to do just now."""


class RefusedError(GatewayError):
    """The gateway will never take this message: there is no such number, or it wants no messages."""


class Gateway(Protocol):
    """Takes messages for mobile phones."""

    def send(self, number: str, text: str, /) -> str:
        """Take a message, and return the receipt; raises GatewayError, TimeoutError, or any other error."""


class Sender:
    """Sends messages through a gateway; `sleep` takes a number of seconds, and waits for them."""

    def __init__(self, gateway: Gateway, sleep: Callable[[float], object] = time.sleep) -> None:
        self._gateway = gateway
        self._sleep = sleep

    def send(self, number: str, text: str) -> str:
        """Return the receipt of a message, after four attempts at most; raises the error of the last one."""
        pause = FIRST_PAUSE
        for _ in range(ATTEMPTS - 1):
            try:
                return self._gateway.send(number, text)
            except (BusyError, TimeoutError):
                self._sleep(pause)
                pause *= 2
        return self._gateway.send(number, text)
