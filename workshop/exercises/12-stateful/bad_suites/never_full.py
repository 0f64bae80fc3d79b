# judged: finds nothing
"""A machine with a model, but a shelf that never fills up: no letter has to leave."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from shelf import Shelf

labels = st.sampled_from("ABC")


class ShelfMachine(RuleBasedStateMachine):
    """Does the same to a shelf with a hundred places and to a dict."""

    def __init__(self) -> None:
        super().__init__()
        self.shelf = Shelf(places=100)
        self.model: dict[str, str] = {}

    @rule(label=labels, text=st.sampled_from(["", "Dear cousin"]))
    def put(self, label: str, text: str) -> None:
        """Put a letter there."""
        self.shelf.put(label, text)
        self.model[label] = text

    @rule(label=labels)
    def get(self, label: str) -> None:
        """Read a letter."""
        assert self.shelf.get(label) == self.model.get(label)

    @rule(label=labels)
    def remove(self, label: str) -> None:
        """Take a letter away."""
        self.shelf.remove(label)
        self.model.pop(label, None)

    @invariant()
    def holds_what_the_model_holds(self) -> None:
        """Compare the labels."""
        assert sorted(self.shelf) == sorted(self.model)


TestShelf = ShelfMachine.TestCase
TestShelf.settings = settings(stateful_step_count=10, max_examples=30)
