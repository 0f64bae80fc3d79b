# judged: over-specified
"""It expects the seats in the order of their numbers, which no rule promises."""

from seats import Sale


class QuickPayment:
    """A fake that takes every payment at once."""

    def __init__(self) -> None:
        self.charged: list[str] = []

    def charge(self, customer: str) -> None:
        """Take the money."""
        self.charged.append(customer)


def test_seats_are_sold() -> None:
    """Other sales begin in the middle, or at the end."""
    sale = Sale(seats=3, payment=QuickPayment())

    assert [sale.buy(customer) for customer in ("cyclist", "family", "school")] == [1, 2, 3]
