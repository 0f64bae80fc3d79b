"""A model suite: the payment holds a customer in the middle of buying, until the test lets go."""

from concurrent.futures import Future, wait
from contextlib import suppress
from itertools import product
from threading import Event, Thread

import pytest
from seats import PaymentError, Sale

TIMEOUT = 1.0  # seconds; only with a bug does anything take so long


class FakePayment:
    """A fake that takes payments at once, but can hold one customer's first payment, and can fail."""

    def __init__(self, held: str = "") -> None:
        self.charged: list[str] = []
        self.error: BaseException | None = None
        self.come, self.let_go = Event(), Event()
        self._held = held

    def charge(self, customer: str) -> None:
        """Record the customer, hold the one that's to be held, and raise the error that's planned, if any."""
        self.charged.append(customer)
        if customer == self._held and not self.come.is_set():
            self.come.set()
            assert self.let_go.wait(TIMEOUT)
        if self.error:
            raise self.error


def begin_to_buy(sale: Sale, customer: str) -> Future[int | None]:
    """Let a customer buy in a thread, and return a future with the answer or the error."""
    answer: Future[int | None] = Future()

    def buy() -> None:
        try:
            answer.set_result(sale.buy(customer))
        except BaseException as error:  # noqa: BLE001 - it goes to the test, whatever it is
            answer.set_exception(error)

    Thread(target=buy, daemon=True).start()
    return answer


def test_every_seat_is_sold_once() -> None:
    """Customers who come one after another have different seats, and each pays once."""
    payment = FakePayment()
    sale = Sale(seats=3, payment=payment)

    seats = {sale.buy(customer) for customer in ("cyclist", "family", "school")}

    assert seats == {1, 2, 3}
    assert payment.charged == ["cyclist", "family", "school"]
    assert sale.left() == 0


def test_a_customer_without_a_seat_neither_pays_nor_waits() -> None:
    """When all seats are sold, the answer is None for each customer, the second as well as the first."""
    payment = FakePayment()
    sale = Sale(seats=1, payment=payment)
    sale.buy("cyclist")

    answers = [begin_to_buy(sale, customer).result(TIMEOUT) for customer in ("family", "school")]

    assert answers == [None, None]
    assert payment.charged == ["cyclist"]


def test_a_customer_has_one_seat() -> None:
    """Others fail to pay, and try again; after each of them, the one with a seat comes again, and never pays twice."""
    payment = FakePayment()
    sale = Sale(seats=4, payment=payment)
    sale.buy("cyclist")
    answers = []

    for customer, error in product(["family", "school"], [PaymentError("the card is refused"), None]):
        payment.error = error
        with suppress(PaymentError):
            sale.buy(customer)
        payment.error = None
        answers += [sale.buy("cyclist"), sale.buy("cyclist")]
        sale.left()

    assert answers == [None] * 8
    assert [sale.buy(customer) for customer in ("family", "school", "cyclist")] == [None, None, None]
    assert sale.left() == 1
    assert payment.charged == ["cyclist", "family", "family", "school", "school"]


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(PaymentError("the card is refused"), id="a refusal"),
        pytest.param(ConnectionError("no network"), id="another error"),
        pytest.param(KeyboardInterrupt(), id="an interrupt, which isn't an Exception"),
    ],
)
def test_after_a_failed_payment_the_seat_is_free(error: BaseException) -> None:
    """The error comes out, and the only seat can be bought by the same customer."""
    payment = FakePayment()
    sale = Sale(seats=1, payment=payment)
    payment.error = error

    with pytest.raises(type(error)):
        sale.buy("cyclist")

    payment.error = None
    assert sale.left() == 1
    assert sale.buy("cyclist") == 1


def test_the_last_seat_is_kept_during_the_payment() -> None:
    """Another customer who comes during the payment gets None at once, and pays nothing."""
    payment = FakePayment(held="cyclist")
    sale = Sale(seats=1, payment=payment)
    cyclist = begin_to_buy(sale, "cyclist")
    assert payment.come.wait(TIMEOUT)

    family = begin_to_buy(sale, "family").result(TIMEOUT)
    payment.let_go.set()

    assert family is None
    assert cyclist.result(TIMEOUT) == 1
    assert payment.charged == ["cyclist"]


def test_a_customer_does_not_wait_for_the_payment_of_another() -> None:
    """A slow customer and a quick one have different seats, and the quick one has it first."""
    payment = FakePayment(held="cyclist")
    sale = Sale(seats=2, payment=payment)
    cyclist = begin_to_buy(sale, "cyclist")
    assert payment.come.wait(TIMEOUT)

    family = begin_to_buy(sale, "family").result(TIMEOUT)
    left = sale.left()
    payment.let_go.set()

    assert left == 0
    assert {family, cyclist.result(TIMEOUT)} == {1, 2}


def test_a_customer_does_not_pay_twice_at_the_same_time() -> None:
    """A customer who comes again during the payment, and again after it, gets no second seat."""
    payment = FakePayment(held="cyclist")
    sale = Sale(seats=3, payment=payment)
    first = begin_to_buy(sale, "cyclist")
    assert payment.come.wait(TIMEOUT)

    again = [begin_to_buy(sale, "cyclist") for _ in range(2)]
    wait(again, TIMEOUT / 4)  # it may return at once, or wait for the payment
    payment.let_go.set()

    assert first.result(TIMEOUT) in {1, 2, 3}
    assert [each.result(TIMEOUT) for each in again] == [None, None]
    assert sale.buy("cyclist") is None
    assert payment.charged == ["cyclist"]


def test_a_payment_that_fails_late_gives_back_its_own_seat_and_no_other() -> None:
    """A customer who has bought meanwhile keeps the seat, and the one that came back is sold again."""
    payment = FakePayment(held="cyclist")
    sale = Sale(seats=2, payment=payment)
    cyclist = begin_to_buy(sale, "cyclist")
    assert payment.come.wait(TIMEOUT)
    family = begin_to_buy(sale, "family").result(TIMEOUT)
    payment.error = PaymentError("the card is refused")
    payment.let_go.set()
    with pytest.raises(PaymentError, match="refused"):
        cyclist.result(TIMEOUT)
    payment.error = None

    assert sale.left() == 1
    assert {family, sale.buy("school")} == {1, 2}


def test_a_seat_that_comes_back_is_for_customers_without_one() -> None:
    """A customer who got None can buy it now, and one who has a seat still can't."""
    payment = FakePayment(held="family")
    sale = Sale(seats=2, payment=payment)
    sale.buy("cyclist")
    family = begin_to_buy(sale, "family")
    assert payment.come.wait(TIMEOUT)
    assert begin_to_buy(sale, "school").result(TIMEOUT) is None
    payment.error = PaymentError("the card is refused")
    payment.let_go.set()
    with pytest.raises(PaymentError, match="refused"):
        family.result(TIMEOUT)
    payment.error = None

    assert sale.buy("cyclist") is None
    assert sale.buy("school") in {1, 2}
    assert payment.charged == ["cyclist", "family", "school"]
