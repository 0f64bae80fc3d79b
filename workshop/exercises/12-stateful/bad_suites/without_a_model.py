# judged: never asserts
"""A machine that does many things, and compares the results with nothing."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule
from shelf import Shelf

labels = st.sampled_from("ABC")


class ShelfMachine(RuleBasedStateMachine):
    """Has a shelf with room for all labels."""

    def __init__(self) -> None:
        super().__init__()
        self.shelf = Shelf(places=3)

    @rule(label=labels)
    def put(self, label: str) -> None:
        """Put a letter there, and do not look."""
        self.shelf.put(label, "Dear cousin")

    @rule(label=labels)
    def get(self, label: str) -> None:
        """Read a letter, and forget it."""
        self.shelf.get(label)

    @rule(label=labels)
    def remove(self, label: str) -> None:
        """Take a letter away, and do not look."""
        self.shelf.remove(label)


TestShelf = ShelfMachine.TestCase
TestShelf.settings = settings(stateful_step_count=10, max_examples=25)
