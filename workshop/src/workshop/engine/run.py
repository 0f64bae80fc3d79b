"""The record of a run: what became of each test, and what else was noticed of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from workshop.engine.failed_check import FailedCheck
from workshop.engine.protocol import Outcome


@dataclass(frozen=True)
class Run:
    """What a suite did on one variant of the program.

    `outcomes` are by test, in the order in which the tests ran; `problems` by the file or folder that couldn't be
    collected, "" for all of them. `costs` say roughly how much work a test is (see `Collected`), `seconds` how long it
    took, `lines` where in its file it begins, 0 where that isn't known. `without_assertion` are the tests that have
    reached none, if the run was traced, and `checks` what those that failed have checked, if the run explains that.
    `can_be_template` says whether other runs can be forks of a process that has
    collected the tests.
    """

    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    problems: Mapping[str, Outcome] = field(default_factory=dict)
    costs: Mapping[str, int] = field(default_factory=dict)
    seconds: Mapping[str, float] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    without_assertion: frozenset[str] = frozenset()
    can_be_template: bool = False
    checks: Mapping[str, FailedCheck] = field(default_factory=dict)

    def merge(self, later: "Run") -> "Run":
        """Return this run continued by a later one, which has the last word on what both know."""
        return Run(
            {**self.outcomes, **later.outcomes},
            {**self.problems, **later.problems},
            {**self.costs, **later.costs},
            {**self.seconds, **later.seconds},
            {**self.lines, **later.lines},
            self.without_assertion | later.without_assertion,
            later.can_be_template,
            {**self.checks, **later.checks},
        )

    def outcome(self, test: str) -> Outcome:
        """Return what became of a test, whether it was collected or not."""
        if test in self.outcomes:
            return self.outcomes[test]
        for node, problem in self.problems.items():
            if not node or test.startswith((f"{node}::", f"{node}/")):
                return problem
        return Outcome("missing")

    def only(self, tests: Collection[str]) -> "Run":
        """Return the same run with the outcomes of these tests alone."""
        return replace(self, outcomes={test: outcome for test, outcome in self.outcomes.items() if test in tests})

    @property
    def has_failure(self) -> bool:
        """Whether a test failed, or couldn't be collected."""
        return any(outcome.status == "failed" for outcome in [*self.outcomes.values(), *self.problems.values()])
