"""A cache backend that tests can break."""

from collections.abc import Callable, Collection, Mapping

from fizzbuzz import CacheUnavailableError, InMemoryCache

RETRY_AFTER = 5.0  # seconds that the cache under test waits


class Backend(InMemoryCache):
    """A stub of a remote cache that fails on demand and records its calls."""

    def __init__(self) -> None:
        super().__init__()
        self.read_error: BaseException | None = None
        self.write_error: BaseException | None = None
        self.calls: list[str] = []
        self.takes: Callable[[], object] = lambda: None  # called during each read, as time passes

    def get_many(self, keys: Collection[int]) -> dict[int, str]:
        """Look the keys up, or raise the read error."""
        self.calls.append("read")
        self.takes()
        if self.read_error:
            raise self.read_error
        return super().get_many(keys)

    def put_many(self, items: Mapping[int, str]) -> None:
        """Store the items, or raise the write error."""
        self.calls.append("write")
        if self.write_error:
            raise self.write_error
        super().put_many(items)

    def fail(self) -> None:
        """Start an outage: neither reads nor writes work."""
        self.read_error = self.write_error = CacheUnavailableError("no route to the server")

    def recover(self) -> None:
        """End the outage."""
        self.read_error = self.write_error = None
