"""A schedule shares requests among slots: a slot stays with its queue, and slots spread over the queues."""

from collections.abc import Iterator

from workshop.engine.controller.run_state import Request
from workshop.engine.controller.scheduler import Schedule
from workshop.engine.protocol import RunOptions
from workshop.variants.variant import Variant


def queue(*keys: str) -> list[Request[str]]:
    """Return requests with these keys."""
    return [Request(key, Variant(key), RunOptions(()), timeout=1) for key in keys]


def next_keys(schedule: Schedule[str], *slots: int) -> list[str | None]:
    """Return the keys of the next requests for these slots, one after the other."""
    requests = [schedule.next_for(slot) for slot in slots]
    return [request.key if request else None for request in requests]


def test_empty_schedule_has_no_request() -> None:
    """A schedule without queues, or with empty ones, has nothing for any slot."""
    assert next_keys(Schedule(), 0) == [None]
    assert next_keys(Schedule(queue(), queue()), 0, 1) == [None, None]


def test_slot_stays_with_its_queue_and_then_helps_with_another() -> None:
    """A slot finishes its own queue before it takes requests from the next."""
    schedule = Schedule(queue("a0", "a1", "a2"), queue("b0", "b1"))

    assert next_keys(schedule, 0, 0, 0, 0, 0, 0) == ["a0", "a1", "a2", "b0", "b1", None]


def test_slots_spread_over_the_queues() -> None:
    """Each new slot goes to the queue with the fewest slots."""
    schedule = Schedule(queue("a0", "a1"), queue("b0", "b1"))

    assert next_keys(schedule, 0, 1, 1, 0) == ["a0", "b0", "b1", "a1"]


def test_slot_without_a_queue_joins_the_one_with_the_fewest_slots() -> None:
    """A slot whose queue is empty moves to where it's needed most."""
    schedule = Schedule(queue("a0"), queue("b0", "b1", "b2"), queue("c0", "c1"))
    assert next_keys(schedule, 0, 1, 2, 3) == ["a0", "b0", "c0", "b1"]

    assert next_keys(schedule, 0) == ["c1"]


def test_queue_can_be_added_between_requests() -> None:
    """A queue that is added later is served like the others, even if all others are empty by then."""
    schedule = Schedule(queue("a0"))
    assert next_keys(schedule, 0, 0) == ["a0", None]

    schedule.add(queue("b0"))

    assert next_keys(schedule, 0, 0) == ["b0", None]


def test_requests_are_made_only_when_they_are_needed() -> None:
    """A queue may be a generator, which runs only as far as its requests are taken."""
    made: list[str] = []

    def requests() -> Iterator[Request[str]]:
        for request in queue("a0", "a1"):
            made.append(request.key)
            yield request

    schedule = Schedule(requests())

    assert next_keys(schedule, 0) == ["a0"]
    assert made == ["a0"]
    assert next_keys(schedule, 0, 0) == ["a1", None]
    assert made == ["a0", "a1"]
