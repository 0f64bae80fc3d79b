# judged: flaky
"""It picks a weight at random, and expects a price that's right for some of them."""

from random import randint

from postage import postage


def test_a_light_letter() -> None:
    """A weight that's chosen for a reason is the same tomorrow."""
    assert postage(randint(1, 40)) == 95
