"""A model suite: whatever is done to a shelf in whatever order, it answers as a dict that is kept in the order of use."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from shelf import Shelf

labels = st.sampled_from("ABC")
texts = st.sampled_from(["", "Dear cousin", "Dear sir"])


class ShelfMachine(RuleBasedStateMachine):
    """Does the same to a shelf and to a dict, in which the least recently used label comes first."""

    @initialize(first_texts=st.lists(texts, min_size=1, max_size=3))
    def begin_full(self, first_texts: list[str]) -> None:
        """A full shelf: whatever comes next, the order of use matters at once."""
        self.places = len(first_texts)
        self.shelf = Shelf(self.places)
        self.model: dict[str, str] = {}
        for label, text in zip("ABC", first_texts, strict=False):
            self.put(label, text)

    @rule(label=labels, text=texts)
    def put(self, label: str, text: str) -> None:
        """An old letter with this label gives way, or else the least recently used one of a full shelf."""
        self.shelf.put(label, text)

        self.model.pop(label, None)
        if len(self.model) == self.places:
            del self.model[next(iter(self.model))]
        self.model[label] = text

    @rule(label=labels)
    def get(self, label: str) -> None:
        """The text comes back, and its letter is the last to go; nothing comes from where nothing lies."""
        assert self.shelf.get(label) == self.model.get(label)

        if label in self.model:
            self.model[label] = self.model.pop(label)

    @rule(label=labels)
    def remove(self, label: str) -> None:
        """The letter is gone, if there was one."""
        self.shelf.remove(label)

        self.model.pop(label, None)

    @rule(label=labels)
    def look(self, label: str) -> None:
        """A look tells the truth, and changes nothing: the model stays as it is."""
        assert (label in self.shelf) == (label in self.model)

    @invariant()
    def holds_what_the_model_holds(self) -> None:
        """The same labels, in an order that the rules leave open, and so in none here."""
        assert sorted(self.shelf) == sorted(self.model)
        assert len(self.shelf) == len(self.model)

    def teardown(self) -> None:
        """In which order letters leave is seen only when they do: new ones drive the old ones out, one by one."""
        for label in ("new 1", "new 2", "new 3"):
            self.put(label, "")
            self.holds_what_the_model_holds()


TestShelf = ShelfMachine.TestCase
TestShelf.settings = settings(stateful_step_count=10, max_examples=100)
