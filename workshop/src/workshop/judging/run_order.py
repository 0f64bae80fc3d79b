"""The order in which a suite runs on the variants: no test can know it, so none can tell a mutant by its turn."""

from random import Random, SystemRandom

from workshop.engine.controller.run_state import Request
from workshop.judging.runs import RunKey

UNPREDICTABLE = SystemRandom()


def shuffled(runs: list[Request[RunKey]], order: Random) -> list[Request[RunKey]]:
    """Return runs in a random order."""
    return order.sample(runs, len(runs))
