# judged: incomplete, misses knows-only-three looks-at-the-last-digit hears-a-three loses-the-minus zero-is-nothing buzzes-forward-only
"""One example a rule: every line runs, and six bugs go unseen."""

from game import say


def test_examples() -> None:
    """The first of each kind."""
    assert [say(number) for number in (1, 3, 5, 15)] == ["1", "Fizz", "Buzz", "FizzBuzz"]
