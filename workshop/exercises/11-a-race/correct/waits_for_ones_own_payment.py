"""The seats of a ferry, sold at several counters at the same time."""

from threading import Lock
from typing import Protocol


class PaymentError(Exception):
    """The money is refused."""


class Payment(Protocol):
    """Where customers pay."""

    def charge(self, customer: str) -> None:
        """Take the price of a seat, however long it takes; raises PaymentError, or any other error."""


class Sale:
    """Each customer has a lock, so a second call waits for that customer's own payment, and for no other."""

    def __init__(self, seats: int, payment: Payment) -> None:
        self._free = list(range(1, seats + 1))
        self._have_paid: set[str] = set()
        self._payment = payment
        self._lock = Lock()
        self._locks: dict[str, Lock] = {}

    def left(self) -> int:
        """Return how many seats are neither kept nor sold."""
        with self._lock:
            return len(self._free)

    def buy(self, customer: str) -> int | None:
        """Return the seat that is sold, None if there is none for this customer; raises what the payment raises."""
        with self._lock:
            own = self._locks.setdefault(customer, Lock())
        with own:
            with self._lock:
                if customer in self._have_paid or not self._free:
                    return None
                seat = self._free.pop()
            try:
                self._payment.charge(customer)
            except BaseException:
                with self._lock:
                    self._free.append(seat)
                raise
            with self._lock:
                self._have_paid.add(customer)
            return seat
