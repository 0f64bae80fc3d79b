"""A model suite: each test decides how the gateway fails, and waits are recorded instead of waited for."""

from typing import TypeAlias
from unittest import mock

import pytest
from pytest_mock import MockerFixture
from sender import BusyError, Gateway, RefusedError, Sender

Mock: TypeAlias = mock.NonCallableMagicMock

MESSAGE = ("555-0100", "The river rises.")


@pytest.fixture
def gateway(mocker: MockerFixture) -> Mock:
    """Return a mock of a gateway; each test says what it does."""
    double: Mock = mocker.create_autospec(Gateway, instance=True, spec_set=True)
    return double


@pytest.fixture
def sleep(mocker: MockerFixture) -> Mock:
    """Return a mock of `time.sleep`, which takes no time."""
    double: Mock = mocker.Mock(return_value=None)
    return double


def test_a_message_that_is_taken_at_once_costs_one_attempt_and_no_wait(gateway: Mock, sleep: Mock) -> None:
    """The receipt is the answer, and that's the end of it."""
    gateway.send.return_value = "receipt 1"

    receipt = Sender(gateway, sleep).send(*MESSAGE)

    assert receipt == "receipt 1"
    assert gateway.send.call_args_list == [mock.call(*MESSAGE)]
    assert sleep.call_args_list == []


@pytest.mark.parametrize("error", [BusyError(), TimeoutError()], ids=["busy", "timeout"])
def test_after_trouble_that_may_pass_there_is_another_attempt(error: Exception, gateway: Mock, sleep: Mock) -> None:
    """One failure, one wait of a second, and then the receipt."""
    gateway.send.side_effect = [error, "receipt 1"]

    receipt = Sender(gateway, sleep).send(*MESSAGE)

    assert receipt == "receipt 1"
    assert gateway.send.call_args_list == [mock.call(*MESSAGE)] * 2
    assert sleep.call_args_list == [mock.call(1)]


def test_the_fourth_attempt_can_be_the_one_that_succeeds(gateway: Mock, sleep: Mock) -> None:
    """It's a full attempt, with the same number and text, after waits that have doubled each time."""
    gateway.send.side_effect = [BusyError(), TimeoutError(), BusyError(), "receipt 1"]

    receipt = Sender(gateway, sleep).send(*MESSAGE)

    assert receipt == "receipt 1"
    assert gateway.send.call_args_list == [mock.call(*MESSAGE)] * 4
    assert sleep.call_args_list == [mock.call(1), mock.call(2), mock.call(4)]


def test_after_four_attempts_the_last_error_comes_out(gateway: Mock, sleep: Mock) -> None:
    """There's no fifth attempt, and no wait after the fourth."""
    errors = [BusyError("first"), TimeoutError("second"), TimeoutError("third"), BusyError("fourth")]
    gateway.send.side_effect = [*errors, "receipt 1"]

    with pytest.raises(BusyError) as raised:
        Sender(gateway, sleep).send(*MESSAGE)

    assert raised.value is errors[3]
    assert gateway.send.call_count == 4
    assert sleep.call_args_list == [mock.call(1), mock.call(2), mock.call(4)]


@pytest.mark.parametrize(
    "error",
    [
        RefusedError(),
        PermissionError("wrong password"),
        ConnectionResetError("the line is lost"),
        OSError("no network"),
        BlockingIOError("the line is in use"),
        InterruptedError("a signal"),
        EOFError("half an answer"),
        KeyError("receipt"),
        ValueError("no receipt"),
        TypeError("no text"),
        RuntimeError("out of order"),
        MemoryError("out of memory"),
        KeyboardInterrupt("no Exception"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_a_permanent_error_is_not_tried_again(error: BaseException, gateway: Mock, sleep: Mock) -> None:
    """It's the very error that the attempt raised: the first attempt, one after a failure, or the last."""
    sender = Sender(gateway, sleep)
    busy = BusyError()
    gateway.send.side_effect = [error, busy, error, busy, busy, busy, error, "receipt 1"]

    for _ in range(3):
        with pytest.raises(type(error)) as raised:
            sender.send(*MESSAGE)
        assert raised.value is error

    assert gateway.send.call_count == 1 + 2 + 4
    assert sleep.call_args_list == [mock.call(seconds) for seconds in (1, 1, 2, 4)]


def test_each_message_starts_afresh(gateway: Mock, sleep: Mock) -> None:
    """A message that had trouble doesn't make the next one wait longer."""
    sender = Sender(gateway, sleep)
    gateway.send.side_effect = [BusyError(), BusyError(), "receipt 1", BusyError(), "receipt 2"]

    receipts = [sender.send(*MESSAGE), sender.send(*MESSAGE)]

    assert receipts == ["receipt 1", "receipt 2"]
    assert sleep.call_args_list == [mock.call(1), mock.call(2), mock.call(1)]
