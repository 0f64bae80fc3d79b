"""What a verdict is based on."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from workshop.engine.controller.run_state import NOT_RUN
from workshop.engine.failed_check import FailedCheck
from workshop.engine.protocol import Outcome
from workshop.engine.run import Run


@dataclass(frozen=True)
class Repeats:
    """The runs of a suite on one reference: some in the order of the files, some in reverse.

    Where the first run of each disagree, there is a second one of each, with the other's seed of `random`.
    """

    forward: tuple[Run, ...]
    backward: tuple[Run, ...]

    @property
    def runs(self) -> tuple[Run, ...]:
        """All of them; the messages of the first are shown."""
        return (*self.forward, *self.backward)


@dataclass(frozen=True)
class Evidence:
    """Everything that a verdict is based on: runs on the subject, other references, each mutant and two stubs.

    On the stubs only those tests matter that fail on none of the mutants; `traced` is a run on the subject of the
    properties among them. `mutants` has only the tests that may kill. The others that reject a correct program are in
    `rejecting`, by mutant too, and `checks` has what they have checked there.
    """

    subject: Repeats
    references: Mapping[str, Repeats]
    mutants: Mapping[str, Run]
    raising: Run
    silent: Run
    traced: Run = field(default_factory=Run)
    rejecting: Mapping[str, Run] = field(default_factory=dict)
    checks: Mapping[str, FailedCheck] = field(default_factory=dict)


def outcomes_of(test: str, runs: Iterable[Run]) -> Iterator[Outcome]:
    """Yield the outcomes of a test, without runs that others, which timed out, have kept from reaching it."""
    return (outcome for run in runs if (outcome := run.outcome(test)) != NOT_RUN)
