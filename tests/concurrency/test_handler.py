"""Two requests in one handler at once. A barrier in a fake cache forces the race instead of leaving it to chance."""

from collections.abc import Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from fizzbuzz import FizzBuzzHandler, InMemoryCache


class MeetingPointCache(InMemoryCache):
    """A fake in which every request waits, after its lookup and after storing, until all the others are there too."""

    def __init__(self, requests: int) -> None:
        super().__init__()
        self._barrier = Barrier(requests, timeout=10)

    def get_many(self, keys: Collection[int]) -> dict[int, str]:
        """Look the keys up, then wait for the other requests."""
        found = super().get_many(keys)
        self._barrier.wait()
        return found

    def put_many(self, items: Mapping[int, str]) -> None:
        """Store the items, then wait for the other requests."""
        super().put_many(items)
        self._barrier.wait()


def test_overlapping_requests_are_not_mixed_up() -> None:
    """Two requests that use the handler at the same time each get their own answers."""
    handler = FizzBuzzHandler(MeetingPointCache(requests=2))

    with ThreadPoolExecutor(max_workers=2) as threads:
        answers = list(threads.map(handler.run, [["3", "2", "3"], ["5"]]))

    assert answers == [["Fizz", "2", "Fizz"], ["Buzz"]]


def test_requests_that_miss_the_same_number_both_get_an_answer() -> None:
    """Check-then-act is harmless here: both requests compute the number and store the same answer."""
    cache = MeetingPointCache(requests=2)
    handler = FizzBuzzHandler(cache)

    with ThreadPoolExecutor(max_workers=2) as threads:
        answers = list(threads.map(handler.run, [["15"], ["15"]]))

    assert answers == [["FizzBuzz"], ["FizzBuzz"]]
    assert len(cache) == 1


def test_a_bad_request_does_not_affect_another() -> None:
    """A rejected request doesn't affect one that is in progress."""
    cache = MeetingPointCache(requests=1)
    handler = FizzBuzzHandler(cache)

    with ThreadPoolExecutor(max_workers=2) as threads:
        good, bad = threads.submit(handler.run, ["3"]), threads.submit(handler.run, ["x"])

    assert good.result() == ["Fizz"]
    assert isinstance(bad.exception(), ValueError)
