# judged: vacuous
"""It asserts in other threads, where a failing assertion goes unnoticed."""

from threading import Thread

from pytest_mock import MockerFixture
from seats import Sale


def test_two_counters_and_one_seat(mocker: MockerFixture) -> None:
    """Whatever happens in the threads, the test passes when they have ended."""
    payment = mocker.Mock()

    def sell_out() -> None:
        sale = Sale(seats=1, payment=payment)
        assert sale.buy("cyclist") == 1
        assert sale.buy("family") is None

    counters = [Thread(target=sell_out, daemon=True) for _ in range(2)]
    for counter in counters:
        counter.start()
    for counter in counters:
        counter.join(timeout=1)
