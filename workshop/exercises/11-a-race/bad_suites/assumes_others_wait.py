# judged: wrong
"""It believes that who comes during a payment waits, in case it fails."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

from seats import Sale


class HeldPayment:
    """A fake that holds the cyclist, who has no money in the end."""

    def __init__(self) -> None:
        self.come, self.let_go = Event(), Event()

    def charge(self, customer: str) -> None:
        """Hold one customer, and take the money of all others."""
        if customer == "cyclist":
            self.come.set()
            self.let_go.wait(timeout=1)
            raise ValueError(customer)


def test_the_next_one_gets_the_seat() -> None:
    """By the rules the family is told at once that there is no seat."""
    payment = HeldPayment()
    sale = Sale(seats=1, payment=payment)

    with ThreadPoolExecutor() as counters:
        counters.submit(sale.buy, "cyclist")
        assert payment.come.wait(timeout=1)
        family = counters.submit(sale.buy, "family")
        payment.let_go.set()

    assert family.result() == 1
