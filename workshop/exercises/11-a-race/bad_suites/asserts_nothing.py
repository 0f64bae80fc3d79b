# judged: smoke
"""Eight counters sell at once, and no assertion is about what they have sold."""

from threading import Thread

from pytest_mock import MockerFixture
from seats import Sale


def test_eight_counters(mocker: MockerFixture) -> None:
    """No error is raised, and if one were, it would go unnoticed."""
    sale = Sale(seats=8, payment=mocker.Mock())
    counters = [Thread(target=sale.buy, args=[f"customer {number}"], daemon=True) for number in range(8)]

    for counter in counters:
        counter.start()
    for counter in counters:
        counter.join(timeout=1)
