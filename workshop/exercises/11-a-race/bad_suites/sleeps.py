# judged: slow, misses serializes-payments charges-twice forgets-who-was-refused assigns-seats-by-count restores-stale-state loses-the-seat handles-only-refusals keeps-the-lock
"""It makes the payment slow, so that the other customer probably comes meanwhile."""

import time
from threading import Thread

from seats import Sale


class SlowPayment:
    """A fake that takes its time over the first customer."""

    def __init__(self) -> None:
        self.charged: list[str] = []

    def charge(self, customer: str) -> None:
        """Take the money, slowly."""
        self.charged.append(customer)
        if len(self.charged) == 1:
            time.sleep(1.2)


def test_the_last_seat() -> None:
    """One event would say when the customer has come, and another when to go on: no sleep is needed."""
    payment = SlowPayment()
    sale = Sale(seats=1, payment=payment)
    counter = Thread(target=sale.buy, args=["cyclist"], daemon=True)

    counter.start()
    time.sleep(0.6)
    seat = sale.buy("family")
    counter.join(timeout=5)

    assert seat is None
    assert payment.charged == ["cyclist"]
