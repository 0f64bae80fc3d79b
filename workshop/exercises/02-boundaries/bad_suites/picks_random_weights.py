# judged: flaky
"""It takes a weight at random, and expects what is right for some of them."""

from random import randint

from postage import postage


def test_a_light_letter() -> None:
    """A weight that is chosen for a reason is the same tomorrow."""
    assert postage(randint(1, 40)) == 95
