# judged: incomplete
"""A good machine with short sequences, on a shelf that starts empty and is hardly ever full: what it kills is luck."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from shelf import Shelf

labels = st.sampled_from("ABCD")
texts = st.sampled_from(["", "Dear cousin"])


class ShelfMachine(RuleBasedStateMachine):
    """Does the same to a shelf and to a dict, in which the least recently used label comes first."""

    @initialize(places=st.integers(1, 3))
    def begin_empty(self, places: int) -> None:
        """Make a shelf without a letter."""
        self.places = places
        self.shelf = Shelf(places)
        self.model: dict[str, str] = {}

    @rule(label=labels, text=texts)
    def put(self, label: str, text: str) -> None:
        """Put a letter over the one with this label, or else over the least recently used one of a full shelf."""
        self.shelf.put(label, text)

        self.model.pop(label, None)
        if len(self.model) == self.places:
            del self.model[next(iter(self.model))]
        self.model[label] = text

    @rule(label=labels)
    def get(self, label: str) -> None:
        """Read a letter."""
        assert self.shelf.get(label) == self.model.get(label)

        if label in self.model:
            self.model[label] = self.model.pop(label)

    @rule(label=labels)
    def remove(self, label: str) -> None:
        """Take a letter away, if there is one."""
        self.shelf.remove(label)

        self.model.pop(label, None)

    @rule(label=labels)
    def look(self, label: str) -> None:
        """Ask for a letter."""
        assert (label in self.shelf) == (label in self.model)

    @invariant()
    def holds_what_the_model_holds(self) -> None:
        """Compare the labels and how many there are."""
        assert sorted(self.shelf) == sorted(self.model)
        assert len(self.shelf) == len(self.model)


TestShelf = ShelfMachine.TestCase
TestShelf.settings = settings(stateful_step_count=8, max_examples=20)
