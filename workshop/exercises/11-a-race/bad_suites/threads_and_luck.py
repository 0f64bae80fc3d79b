# judged: incomplete
"""It starts threads and hopes that they meet: each has bought its seat before the next one has even begun."""

from concurrent.futures import ThreadPoolExecutor

from seats import Sale


class QuickPayment:
    """A fake that takes every payment at once."""

    def __init__(self) -> None:
        self.charged: list[str] = []

    def charge(self, customer: str) -> None:
        """Take the money."""
        self.charged.append(customer)


def test_two_counters_and_one_seat() -> None:
    """One of the two gets it, and the other one pays nothing, and that's so even without a lock."""
    payment = QuickPayment()
    sale = Sale(seats=1, payment=payment)

    with ThreadPoolExecutor(max_workers=2) as counters:
        seats = set(counters.map(sale.buy, ["cyclist", "family"]))

    assert seats == {1, None}
    assert len(payment.charged) == 1


def test_two_counters_and_two_seats() -> None:
    """Both get a seat."""
    sale = Sale(seats=2, payment=QuickPayment())

    with ThreadPoolExecutor(max_workers=2) as counters:
        seats = set(counters.map(sale.buy, ["cyclist", "family"]))

    assert seats == {1, 2}
    assert sale.left() == 0
