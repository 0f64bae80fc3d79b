# judged: incomplete, misses knows-only-three looks-at-the-last-digit fizzes-on-the-digit-three buzzes-on-the-digit-five loses-the-minus mishandles-zero buzzes-only-above-zero
"""One example for each rule: every line runs, and seven bugs survive."""

from game import say


def test_examples() -> None:
    """The first of each kind."""
    assert [say(number) for number in (1, 3, 5, 15)] == ["1", "Fizz", "Buzz", "FizzBuzz"]
