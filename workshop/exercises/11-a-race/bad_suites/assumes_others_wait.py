# judged: wrong
"""It believes that a customer who comes during a payment waits, in case it fails."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

from seats import Sale


class HeldPayment:
    """A fake that holds the cyclist, who turns out to have no money."""

    def __init__(self) -> None:
        self.come, self.let_go = Event(), Event()

    def charge(self, customer: str) -> None:
        """Hold one customer, and take the money of the others."""
        if customer == "cyclist":
            self.come.set()
            self.let_go.wait(timeout=1)
            raise ValueError(customer)


def test_the_next_one_gets_the_seat() -> None:
    """By the rules, the family gets None at once."""
    payment = HeldPayment()
    sale = Sale(seats=1, payment=payment)

    with ThreadPoolExecutor() as counters:
        counters.submit(sale.buy, "cyclist")
        assert payment.come.wait(timeout=1)
        family = counters.submit(sale.buy, "family")
        payment.let_go.set()

    assert family.result() == 1
