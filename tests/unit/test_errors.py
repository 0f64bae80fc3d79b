"""What the errors are, and that they can be copied and sent to another process."""

import copy
import pickle

from fizzbuzz import CacheUnavailableError, InvalidNumberError


def test_an_error_can_be_pickled() -> None:
    """A process pool can pass the error back unchanged."""
    error = InvalidNumberError("x", "'x' is not a whole number", position=3)

    copied = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own pickle

    assert copied.args == error.args == ("x", "'x' is not a whole number", 3)
    assert str(copied) == str(error) == "argument 3: 'x' is not a whole number"
    assert (copied.argument, copied.reason, copied.position) == ("x", "'x' is not a whole number", 3)


def test_an_error_can_be_copied() -> None:
    """A copy has the same message."""
    error = InvalidNumberError("x", "'x' is not a whole number")

    assert str(copy.copy(error)) == "argument 1: 'x' is not a whole number"


def test_an_outage_is_a_kind_of_its_own() -> None:
    """Code that handles errors of files or sockets doesn't take an outage of the cache for one of them."""
    assert CacheUnavailableError.__bases__ == (Exception,)
