"""Sends the flood warnings of a river, and tries again where that can help."""

import time
from collections.abc import Callable
from typing import Protocol


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
    """Has a plan of its waits, and None after the last attempt; without a `sleep`, it waits with `time.sleep`."""

    def __init__(self, gateway: Gateway, sleep: Callable[[float], object] | None = None) -> None:
        self.gateway = gateway
        self.sleep = sleep

    def send(self, number: str, text: str) -> str:
        """Return the receipt of a message; raises the last error, and ValueError for a message without a text."""
        if not text:
            raise ValueError("there is nothing to send")
        wait = time.sleep if self.sleep is None else self.sleep
        for seconds in (1, 2, 4, None):
            try:
                receipt = self.gateway.send(number, text)
            except Exception as error:
                if seconds is None or not isinstance(error, BusyError | TimeoutError):
                    raise
                wait(seconds)
            else:
                return receipt
        raise AssertionError("the plan ends with an attempt that has no wait after it")
