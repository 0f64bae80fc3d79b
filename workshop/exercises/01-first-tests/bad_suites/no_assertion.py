# judged: smoke
"""Every number is tried, and nobody looks at the answers."""

from game import say


def test_every_number() -> None:
    """Nothing is raised, and that is all that this shows."""
    for number in range(-100, 100):
        say(number)
