"""The order in which a suite runs on the variants: no test can know it, so none can tell a mutant by its turn."""

from random import Random, SystemRandom

from workshop.engine.controller.run_state import Request
from workshop.judging.runs import RunKey

UNPREDICTABLE = SystemRandom()


def shuffled(runs: list[Request[RunKey]], order: Random) -> list[Request[RunKey]]:
    """Return runs in a random order."""
    return order.sample(runs, len(runs))


def with_correct_last(runs: list[Request[RunKey]]) -> list[Request[RunKey]]:
    """Return runs with one on a correct program at the end: a test that fails from some run on fails there too.

    It isn't the run among the mutants, which its place would give away.
    """
    last = next(each for each in runs if each.key.is_correct and not each.key.among_mutants)
    return sorted(runs, key=lambda each: each is last)
