"""The seats of a ferry, sold at several counters at the same time."""

from queue import LifoQueue
from threading import Condition, Semaphore
from typing import Protocol


class PaymentError(Exception):
    """The money is refused."""


class Payment(Protocol):
    """Where customers pay."""

    def charge(self, customer: str) -> None:
        """Take the price of a seat, however long it takes; raises PaymentError, or any other error."""


class Sale:
    """A semaphore counts the seats, and their numbers are on a pile, the highest on top."""

    def __init__(self, seats: int, payment: Payment) -> None:
        self.payment = payment
        self.pile: LifoQueue[int] = LifoQueue()
        for seat in range(1, seats + 1):
            self.pile.put(seat)
        self.free = Semaphore(seats)
        self.customers: list[str] = []
        self.changing = Condition()

    def left(self) -> int:
        """Return how many numbers are on the pile."""
        return self.pile.qsize()

    def buy(self, customer: str) -> int | None:
        """Take a number from the pile; it is put back unless the payment is made."""
        with self.changing:
            if customer in self.customers or not self.free.acquire(blocking=False):
                return None
            self.customers.append(customer)
            seat = self.pile.get()
        is_paid = False
        try:
            self.payment.charge(customer=customer)
            is_paid = True
        finally:
            if not is_paid:
                with self.changing:
                    self.pile.put(seat)
                    self.free.release()
                    self.customers.remove(customer)
        return seat
