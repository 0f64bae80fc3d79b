"""How a suite is judged."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from workshop.engine.limits import BASELINE_TIMEOUT, LEARNER_TIMEOUT
from workshop.judging.run_order import UNPREDICTABLE

OnProgress = Callable[[int, int], None]  # gets how many runs are done, and of how many


@dataclass(frozen=True)
class JudgingOptions:
    """How a suite is judged.

    `baseline_timeout` is how many seconds a test may take on a correct program. With `explain`, tests that fail on a
    correct program run there once more, to learn what they check and, of properties, the smallest counterexample. A
    suite that `is_trusted`, as those of an exercise are, is judged with fewer runs: mutants come after the correct
    programs, and only with tests that may kill. `on_progress` is called after each run. `order` shuffles the
    runs, by default so that no test can know their order.
    """

    baseline_timeout: float = BASELINE_TIMEOUT
    hypothesis_seed: int = 0
    explain: bool = True
    is_trusted: bool = False
    on_progress: OnProgress = lambda *_: None
    order: Random = UNPREDICTABLE


LEARNER_OPTIONS = JudgingOptions(baseline_timeout=LEARNER_TIMEOUT)
