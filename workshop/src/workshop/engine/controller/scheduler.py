"""Shares requests among the slots of a pool."""

from collections.abc import Iterable, Iterator
from typing import Generic

from workshop.engine.controller.run_state import Key, Request


class Schedule(Generic[Key]):
    """Requests that wait in queues. A slot stays with its queue, so that its template serves many requests."""

    def __init__(self, *queues: Iterable[Request[Key]]) -> None:
        self._waiting: list[Iterator[Request[Key]]] = [iter(queue) for queue in queues]
        self._queue_of: dict[int, Iterator[Request[Key]]] = {}

    def add(self, queue: Iterable[Request[Key]]) -> None:
        """Add a queue, also while others are being worked on."""
        self._waiting.append(iter(queue))

    def next_for(self, slot: int) -> Request[Key] | None:
        """Return the next request for a slot: from its own queue, or else from the one with the fewest slots."""
        while self._waiting:
            if self._queue_of.get(slot) not in self._waiting:
                self._queue_of[slot] = min(self._waiting, key=list(self._queue_of.values()).count)
            if request := next(self._queue_of[slot], None):
                return request
            self._waiting.remove(self._queue_of[slot])
        return None
