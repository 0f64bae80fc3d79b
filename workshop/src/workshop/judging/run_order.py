"""The order in which a suite runs on the variants: no test can know it, so none can tell a mutant by its turn."""

from random import Random, SystemRandom

from workshop.engine.controller.run_state import Request
from workshop.judging.runs import RunKey

UNPREDICTABLE = SystemRandom()


def shuffled(
    runs: list[Request[RunKey]], order: Random, *, last: Request[RunKey] | None = None
) -> list[Request[RunKey]]:
    """Return runs in a random order, with one more at the end if it's given."""
    return [*order.sample(runs, len(runs)), *([] if last is None else [last])]
