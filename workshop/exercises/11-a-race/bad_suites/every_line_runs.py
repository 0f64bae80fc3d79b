# judged: incomplete, misses sells-a-seat-twice charges-without-a-seat serializes-payments charges-twice forgets-who-was-refused assigns-seats-by-count restores-stale-state
"""Every line and every branch runs, one customer after another: no two of them ever meet."""

import pytest
from seats import PaymentError, Sale


class FakePayment:
    """A fake that fails as planned."""

    def __init__(self) -> None:
        self.error: Exception | None = None

    def charge(self, customer: str) -> None:
        """Take the money, or fail."""
        if self.error and customer:
            raise self.error


def test_an_evening_at_one_counter() -> None:
    """Bought, bought again, refused, no network, bought, and no seat left."""
    payment = FakePayment()
    sale = Sale(seats=2, payment=payment)

    first = sale.buy("cyclist")
    assert sale.buy("cyclist") is None
    for payment.error in (PaymentError("refused"), ConnectionError("no network")):
        with pytest.raises(type(payment.error)):
            sale.buy("family")
    payment.error = None
    assert sale.left() == 1
    second = sale.buy("family")
    assert sale.buy("school") is None
    assert {first, second} == {1, 2}
