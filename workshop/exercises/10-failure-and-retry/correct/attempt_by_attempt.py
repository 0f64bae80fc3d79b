"""Sends the flood warnings of a river, and tries again where that can help."""

from collections.abc import Callable
from time import sleep as really_sleep
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
    """Makes an attempt and, if that is worth it, hands the message on to the next attempt."""

    def __init__(self, gateway: Gateway, sleep: Callable[[float], object] = really_sleep) -> None:
        self._gateway = gateway
        self._sleep = sleep

    def send(self, number: str, text: str) -> str:
        """Return the receipt of a message, after four attempts at most; raises the error of the last one."""
        return self._attempt(1, number, text)

    def _attempt(self, which: int, number: str, text: str) -> str:
        try:
            return self._gateway.send(number, text)
        except (TimeoutError, BusyError):
            if which == 4:
                raise
        self._sleep(2.0 ** (which - 1))
        return self._attempt(which + 1, number, text)
