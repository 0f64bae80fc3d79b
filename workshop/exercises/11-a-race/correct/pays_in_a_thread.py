"""The seats of a ferry, sold at several counters at the same time."""

from concurrent.futures import ThreadPoolExecutor
from threading import RLock
from typing import Protocol


class PaymentError(Exception):
    """The money is refused."""


class Payment(Protocol):
    """Where customers pay."""

    def charge(self, customer: str) -> None:
        """Take the price of a seat, however long it takes; raises PaymentError, or any other error."""


class Sale:
    """A plan says who sits where; each payment is made in a thread of its own."""

    def __init__(self, seats: int, payment: Payment) -> None:
        self._plan: dict[int, str | None] = dict.fromkeys(range(1, seats + 1))
        self._payment = payment
        self._plan_lock = RLock()

    def left(self) -> int:
        """Return for how many seats there is no name in the plan."""
        with self._plan_lock:
            return sum(name is None for name in self._plan.values())

    def buy(self, customer: str) -> int | None:
        """Write the customer into the plan, in the middle of the free seats, and wait for the payment."""
        with self._plan_lock:
            free = [seat for seat, name in self._plan.items() if name is None]
            if self.left() == 0 or customer in self._plan.values():
                return None
            seat = free[len(free) // 2]
            self._plan[seat] = customer
        with ThreadPoolExecutor(max_workers=1) as thread:
            error = thread.submit(self._payment.charge, customer).exception()
        if error:
            with self._plan_lock:
                self._plan[seat] = None
            raise error
        return seat
