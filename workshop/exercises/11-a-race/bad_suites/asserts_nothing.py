# judged: smoke
"""Eight counters sell at once, and nobody looks at what they have sold."""

from threading import Thread

from pytest_mock import MockerFixture
from seats import Sale


def test_eight_counters(mocker: MockerFixture) -> None:
    """No error comes up, and none would be seen."""
    sale = Sale(seats=8, payment=mocker.Mock())
    counters = [Thread(target=sale.buy, args=[f"customer {number}"], daemon=True) for number in range(8)]

    for counter in counters:
        counter.start()
    for counter in counters:
        counter.join(timeout=1)
