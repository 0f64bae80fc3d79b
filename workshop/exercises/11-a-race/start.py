"""Tests of the sale of seats; the rules are in the README of the exercise."""

from seats import Sale


class QuickPayment:
    """A fake that takes every payment at once, and records who has been charged."""

    def __init__(self) -> None:
        self.charged: list[str] = []

    def charge(self, customer: str) -> None:
        """Take the money."""
        self.charged.append(customer)


def test_customer_who_pays_has_a_seat() -> None:
    """One customer, one payment, one seat less."""
    payment = QuickPayment()
    sale = Sale(seats=2, payment=payment)

    seat = sale.buy("cyclist")

    assert seat in {1, 2}
    assert payment.charged == ["cyclist"]
    assert sale.left() == 1
