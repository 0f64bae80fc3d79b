"""A model suite: examples of what counts as a use, and a machine for sequences of steps that you wouldn't think of."""

from collections.abc import Callable

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from shelf import Shelf

labels = st.sampled_from("ABCD")
texts = st.sampled_from(["", "Dear cousin"])


@pytest.mark.parametrize(
    ("step", "text", "leaves"),
    [
        pytest.param(lambda shelf: shelf.get("A"), "Dear cousin", "B", id="reading is a use"),
        pytest.param(lambda shelf: shelf.get("A"), "", "B", id="reading a blank letter is a use"),
        pytest.param(lambda shelf: shelf.put("A", "Dear sir"), "Dear cousin", "B", id="overwriting is a use"),
        pytest.param(lambda shelf: shelf.put("A", "Dear sir"), "Dear sir", "B", id="the same text is a use"),
        pytest.param(lambda shelf: "A" in shelf, "Dear cousin", "A", id="looking isn't a use"),
    ],
)
def test_the_least_recently_used_letter_leaves(step: Callable[[Shelf], object], text: str, leaves: str) -> None:
    """Of two letters the older one leaves, unless it was used in between."""
    shelf = Shelf(places=2)
    shelf.put("A", text)
    shelf.put("B", "Dear aunt")

    step(shelf)
    shelf.put("C", "Dear uncle")

    assert set(shelf) == {"A", "B", "C"} - {leaves}


@pytest.mark.parametrize(
    ("step", "leave"),
    [
        pytest.param(lambda shelf: shelf.get("B"), "ACB", id="the letter in the middle is used"),
        pytest.param(lambda shelf: shelf.remove("B"), "AC", id="the letter in the middle is removed"),
    ],
)
def test_letters_leave_in_the_order_of_their_use(step: Callable[[Shelf], object], leave: str) -> None:
    """One by one, as new letters come: using one letter doesn't change the order of the others."""
    shelf = Shelf(places=3)
    for label in "ABC":
        shelf.put(label, "Dear aunt")
    step(shelf)
    for number in range(3 - len(shelf)):
        shelf.put(f"filler {number}", "Dear sir")

    for number, label in enumerate(leave):
        assert label in shelf
        shelf.put(f"new {number}", "Dear sir")
        assert label not in shelf


class ShelfMachine(RuleBasedStateMachine):
    """Does the same to a shelf and to a dict, in which the least recently used label comes first."""

    @initialize(first_texts=st.lists(texts, min_size=1, max_size=3))
    def begin_full(self, first_texts: list[str]) -> None:
        """Fill a shelf of one place or more: whatever the next step is, the order of use matters at once."""
        self.places = len(first_texts)
        self.shelf = Shelf(self.places)
        self.model: dict[str, str] = {}
        for label, text in zip("ABC", first_texts, strict=False):
            self.put(label, text)

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
        """Read a letter, which makes it the last to leave; without a letter nothing happens."""
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
        """Ask for a letter, which changes nothing: the model stays as it is."""
        assert (label in self.shelf) == (label in self.model)

    @invariant()
    def holds_what_the_model_holds(self) -> None:
        """Compare the labels, each once, but not their order: the rules leave it open."""
        assert sorted(self.shelf) == sorted(self.model)
        assert len(self.shelf) == len(self.model)

    def teardown(self) -> None:
        """Replace all letters, and one more: the order of use is hidden until they leave, one by one."""
        for number in range(self.places + 1):
            self.put(f"new {number}", "Dear sir")
            self.holds_what_the_model_holds()


TestShelf = ShelfMachine.TestCase

# The shelf is full from the first step to the last, so a few steps between them are enough.
TestShelf.settings = settings(stateful_step_count=8, max_examples=80)
