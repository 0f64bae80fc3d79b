# judged: empty
"""A machine without `TestShelf = ShelfMachine.TestCase`: pytest finds no test, and runs nothing."""

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule
from shelf import Shelf


class ShelfMachine(RuleBasedStateMachine):
    """It would find something if it ran."""

    def __init__(self) -> None:
        super().__init__()
        self.shelf = Shelf(places=1)

    @rule(label=st.sampled_from("AB"))
    def put(self, label: str) -> None:
        """Put a letter on the shelf, which is the only one then."""
        self.shelf.put(label, "Dear cousin")

        assert set(self.shelf) == {label}
