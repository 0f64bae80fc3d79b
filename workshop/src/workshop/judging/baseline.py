"""The baseline of a technique: what its tests do on the program itself, and which of them can notice a change."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any, Self

from workshop.engine.controller.pool import Answer
from workshop.engine.limits import mutant_timeout
from workshop.engine.protocol import PROPERTY_COST, ChangedFunction
from workshop.variants.mutation_site import MutationSite
from workshop.variants.reach_map import ReachMap


@dataclass(frozen=True)
class Baseline:
    """What the runs on the program itself have shown of one technique's tests.

    `prioritized` are the sound tests, with those first that are likely to be quick; `timeouts` are in seconds.
    """

    folder: Path
    unsound: Mapping[str, str]
    reached: ReachMap
    prioritized: tuple[str, ...]
    timeouts: Mapping[str, float]
    can_be_template: bool

    @classmethod
    def of(cls, folder: Path, forward: Answer[Any], backward: Answer[Any]) -> Self:
        """Return the baseline of the tests in a folder, from a run forward and an instrumented one backward."""
        outcomes = {test: [answer.run.outcome(test) for answer in (forward, backward)] for test in forward.run.outcomes}
        statuses = {test: {outcome.status for outcome in pair} for test, pair in outcomes.items()}
        unsound = {
            test: ", then ".join(f"{outcome.status} {outcome.message}".strip() for outcome in pair)
            for test, pair in outcomes.items()
            if statuses[test] not in ({"passed"}, {"skipped"})
        }
        sound = [test for test in outcomes if statuses[test] == {"passed"}]
        return cls(
            folder=folder,
            unsound=unsound | {node: problem.message for node, problem in forward.run.problems.items()},
            reached=backward.reached,
            prioritized=_prioritized(sound, forward.run.costs, backward.reached.by_test),
            timeouts={test: mutant_timeout(seconds) for test, seconds in forward.run.seconds.items()},
            can_be_template=forward.run.can_be_template,
        )

    def tests_for(self, site: MutationSite | None) -> list[str]:
        """Return the tests that may notice a change at a site, which may be anywhere for None."""
        if site is None or site.locations & self.reached.shared:
            return list(self.prioritized)
        return [test for test in self.prioritized if site.locations & self.reached.by_test[test]]

    def changed_function(self, site: MutationSite | None, file: str) -> ChangedFunction | None:
        """Return the function to change in a fork of a template, or None if the tests must be collected again."""
        if site is None or not self.can_be_template or self._is_in_use(site):
            return None
        return ChangedFunction(file, site.function, site.first_line, site.code)

    def first_file_first(self, tests: list[str]) -> tuple[tuple[str, ...], ...]:
        """Part the tests of the first file from the rest: mostly they catch the bug, and no other file is imported."""
        first = tuple(test for test in tests if _file(test) == _file(tests[0]))
        rest = tuple(test for test in tests if _file(test) != _file(tests[0]))
        return (first, rest) if rest else (first,)

    def _is_in_use(self, site: MutationSite) -> bool:
        """Return whether something that differs may have been used when the tests were collected."""
        return site.runs_lazily or bool({site.body, *site.locations} & self.reached.at_import)


def _file(test: str) -> str:
    return test.partition("::")[0]


def _prioritized(tests: list[str], costs: Mapping[str, int], reached: Mapping[str, set[str]]) -> tuple[str, ...]:
    """Put properties last, and before them the files whose tests have few fixtures, or one that does little.

    This doesn't depend on times, so that the order is always the same. Inside a file the order stays: a bug may make
    one test fail because of what another left behind, and plain pytest should show the same.
    """
    files: dict[tuple[bool, str], list[str]] = {}
    for test in tests:
        files.setdefault((costs[test] >= PROPERTY_COST, _file(test)), []).append(test)

    def cost(file: list[str]) -> tuple[float, int]:
        return mean(costs[test] for test in file), min(len(reached[test]) for test in file)

    return tuple(test for file in sorted(files.values(), key=cost) for test in file)
