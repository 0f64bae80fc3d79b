"""Shares out requests among workers."""

from collections.abc import Iterable, Iterator

from workshop.engine.controller.run_state import Request


class Scheduler:
    """Requests that wait in queues, and which worker stays with which queue."""

    def __init__(self, queues: Iterable[Iterable[Request]]) -> None:
        self._waiting = [iter(queue) for queue in queues]
        self._stays: dict[int, Iterator[Request]] = {}

    def next_for(self, worker: int) -> Request | None:
        """Return what a worker is to do next: the next in its queue, else in the one that has the fewest workers."""
        while self._waiting:
            if self._stays.get(worker) not in self._waiting:
                self._stays[worker] = min(self._waiting, key=list(self._stays.values()).count)
            if request := next(self._stays[worker], None):
                return request
            self._waiting.remove(self._stays[worker])
        return None
