"""Tries a suite out: runs it on all that a verdict needs."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from workshop.attempt import Request
from workshop.catalogue import Subject, Suite
from workshop.implementation import Implementation, hollow
from workshop.job import Order, Run
from workshop.judge import Evidence, Repeats
from workshop.runner import Runner

PATIENCE = 30.0  # seconds for a test on a reference, of which nobody knows yet how long it takes
SHORTEST_LIMIT = 2.0  # seconds
SLOWER_THAN_REFERENCE = 10


def limit(slowest: float) -> float:
    """Return how many seconds a test on a mutant may take, where the slowest on a reference took so many."""
    return max(SHORTEST_LIMIT, SLOWER_THAN_REFERENCE * slowest)


def try_out(
    runner: Runner,
    subject: Subject,
    suite: Suite,
    mutants: Iterable[Implementation],
    references: Iterable[Implementation] = (),
) -> Evidence:
    """Return what came of running the suite on the subject, other references, the two hollows and each mutant.

    Every reference is run forward and then, with another seed of `random`, backward. Where the outcomes differ it is
    run again both ways with the seeds exchanged, which tells whether it is the order.
    """
    order = Order(tuple(f"{path}" for path in suite.tests))
    originals = [Implementation("the subject"), *references]

    def run(requests: Iterable[Request]) -> dict[object, Run]:
        return {answer.request.key: answer.run for answer in runner.run(requests)}

    def repeat(original: Implementation, *, reverse: bool, seed: int) -> Request:
        once = replace(order, reverse=reverse, seed=seed, shrink=True, keep_bytecode=not reverse)
        return Request((original.name, reverse, seed), original, once, PATIENCE)

    runs = run(repeat(each, reverse=reverse, seed=int(reverse)) for each in originals for reverse in (False, True))
    unsteady = [each for each in originals if _differ(runs[each.name, False, 0], runs[each.name, True, 1])]
    runs |= run(repeat(each, reverse=reverse, seed=int(not reverse)) for each in unsteady for reverse in (False, True))
    repeats = {each.name: _repeats(each.name, runs) for each in originals}
    judged = [hollow(subject, "raising"), hollow(subject, "silent"), *mutants]
    longest = max((seconds for result in runs.values() for seconds in result.seconds.values()), default=0.0)
    results = run(Request(number, each, order, limit(longest)) for number, each in enumerate(judged))
    raising, silent, *others = (results[number] for number in range(len(judged)))
    return Evidence(
        subject=repeats.pop("the subject"),
        references=repeats,
        raising=raising,
        silent=silent,
        mutants={each.name: run for each, run in zip(judged[2:], others, strict=True)},
    )


def _repeats(name: str, runs: Mapping[object, Run]) -> Repeats:
    forward, backward = (
        tuple(runs[name, reverse, seed] for seed in seeds if (name, reverse, seed) in runs)
        for reverse, seeds in ((False, (0, 1)), (True, (1, 0)))
    )
    return Repeats(forward, backward)


def _differ(one: Run, other: Run) -> bool:
    """Return whether a test had another outcome in one run than in the other."""
    return any(one.outcome(test).status != other.outcome(test).status for test in {*one.outcomes, *other.outcomes})
