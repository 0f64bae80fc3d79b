"""Caches compared with a model: after any sequence of operations, they answer as a plain dict would."""

from abc import abstractmethod

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from fizzbuzz import BatchCache, InMemoryCache

STEPS = 20  # with seven keys, longer sequences would show nothing new

keys = st.integers(min_value=-3, max_value=3)
values = st.text(alphabet="FizBu3", max_size=4)


class CacheMachine(RuleBasedStateMachine):
    """Applies the same operations to a cache and to a dict whose first key is the least recently used."""

    capacity = 1_000

    def __init__(self) -> None:
        super().__init__()
        self.cache = self.make_cache()
        self.model: dict[int, str] = {}

    @abstractmethod
    def make_cache(self) -> BatchCache:
        """Return an empty cache to test."""

    @rule(key=keys)
    def get(self, key: int) -> None:
        """Read one key."""
        assert self.cache.get(key) == self.model.get(key)
        self._use(key)

    @rule(some=st.lists(keys, unique=True))
    def get_many(self, some: list[int]) -> None:
        """Read several keys."""
        assert self.cache.get_many(some) == {key: self.model[key] for key in some if key in self.model}
        for key in some:
            self._use(key)

    @rule(key=keys, value=values)
    def put(self, key: int, value: str) -> None:
        """Store one value."""
        self.cache.put(key, value)
        self._store({key: value})

    @rule(items=st.dictionaries(keys, values))
    def put_many(self, items: dict[int, str]) -> None:
        """Store several values."""
        self.cache.put_many(items)
        self._store(items)

    def _use(self, key: int) -> None:
        if key in self.model:
            self.model[key] = self.model.pop(key)

    def _store(self, items: dict[int, str]) -> None:
        for key, value in items.items():
            self._use(key)
            self.model[key] = value
        for oldest in list(self.model)[: -self.capacity]:
            del self.model[oldest]


class InMemoryCacheMachine(CacheMachine):
    """An in-memory cache with space for three of the seven keys."""

    capacity = 3

    def make_cache(self) -> InMemoryCache:
        """Return a small cache."""
        return InMemoryCache(capacity=self.capacity)

    @invariant()
    def has_as_many_entries_as_the_model(self) -> None:
        """Check that the cache has as many entries as the model, and never more than its capacity."""
        assert isinstance(self.cache, InMemoryCache)
        assert len(self.cache) == len(self.model) <= self.capacity


TestInMemoryCache = InMemoryCacheMachine.TestCase
TestInMemoryCache.settings = settings(stateful_step_count=STEPS)
