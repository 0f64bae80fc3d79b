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
    """Sells the seats 1 to `seats`, each of them once; several threads may use it at the same time."""

    def __init__(self, seats: int, payment: Payment) -> None:
        self._free = set(range(1, seats + 1))
        self._customers: set[str] = set()  # who has a seat, paid or not yet paid
        self._payment = payment
        self._lock = Lock()

    def left(self) -> int:
        """Return how many seats are neither kept nor sold."""
        with self._lock:
            return len(self._free)

    def buy(self, customer: str) -> int | None:
        """Return the seat that is sold, None if there is none for this customer; raises what the payment raises."""
        with self._lock:
            if not self._free or customer in self._customers:
                return None
            seat = self._free.pop()
            self._customers.add(customer)
        try:
            self._payment.charge(customer)
        except BaseException:
            with self._lock:
                self._free.add(seat)
                self._customers.remove(customer)
            raise
        return seat
