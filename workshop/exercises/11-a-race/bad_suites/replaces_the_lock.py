# judged: over-specified
"""It replaces the lock of this program: a sale with another kind of lock has nothing to replace."""

from pytest_mock import MockerFixture
from seats import Sale


def test_the_lock_is_taken_to_buy(mocker: MockerFixture) -> None:
    """How the sale is kept safe is its own business; what counts is what customers get."""
    lock = mocker.patch("seats.Lock").return_value
    lock.__enter__ = mocker.Mock()
    lock.__exit__ = mocker.Mock(return_value=None)
    sale = Sale(seats=1, payment=mocker.Mock())

    sale.buy("cyclist")

    lock.__enter__.assert_called_once_with()
