"""The tests of a class that reject correct programs, grouped by what they check. The text of a test doesn't matter."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workshop.engine.failed_check import RAISE
from workshop.grading.grade import Grade
from workshop.judging.verdict import JudgedTest, Rejection
from workshop.mutants.mutant import Mutant


@dataclass(frozen=True)
class Finding:
    """A test of a learner that is wrong or over-specified."""

    learner: str
    test: JudgedTest
    rejection: Rejection

    @property
    def is_exact(self) -> bool:
        """Whether it's known what the test wants, and not only which result of a call it refuses."""
        check = self.rejection.check
        return bool(check.expected or check.comparison or not check.call)

    @property
    def claim(self) -> str:
        """What the test checks, as a clause; if that isn't known, its message."""
        check = self.rejection.check
        if check.comparison:
            return f"{check.comparison} {f'after {check.call}' if check.call else 'holds'}"
        if not check.call:
            return f"this holds: {self.test.evidence.partition(': ')[2]}"
        if wanted := check.expected:
            raises = wanted.startswith(RAISE)
            return f"{check.call} {f'raises {wanted.removeprefix(RAISE)}' if raises else f'returns {wanted}'}"
        return f"{check.call} doesn't {check.result if check.result.startswith(RAISE) else f'return {check.result}'}"


Group = Sequence[Finding]


def findings(grades: Iterable[Grade]) -> list[Finding]:
    """Return the tests that reject correct programs, in the order of the grades."""
    return [
        Finding(grade.submission.learner, test, test.rejection)
        for grade in grades
        for test in grade.verdict.tests
        if test.rejection
    ]


def learners(group: Group) -> tuple[str, ...]:
    """Return the learners whose tests are in a group, each once."""
    return tuple(dict.fromkeys(each.learner for each in group))


def by_check(found: Group) -> list[Group]:
    """Group tests that check the same. One that only refuses a result joins the largest group about the same call."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for each in found:
        if each.is_exact:
            groups.setdefault((each.test.status, each.claim), []).append(each)
    exact = [group for group in groups.values() if group[0].rejection.check.expected]
    for each in found:
        if not each.is_exact:
            same_call = [group for group in exact if _call(group[0]) == _call(each)]
            if same_call:
                max(same_call, key=lambda group: len(learners(group))).append(each)
            else:
                groups.setdefault((each.test.status, each.claim), []).append(each)
    return [*groups.values()]


def by_mutant(groups: Sequence[Group], mutants: Sequence[Mutant]) -> list[tuple[Mutant | None, Group]]:
    """Merge the groups that the same mutant satisfies, first those of most learners, and return each with its mutant.

    Of several mutants that satisfy as many learners, the first is chosen. Groups that none satisfies come last.
    """
    left = groups
    merged: list[tuple[Mutant | None, Group]] = []
    while True:
        satisfied = [
            (mutant, [each for group in left if mutant.name in _accepted(group) for each in group])
            for mutant in mutants
        ]
        mutant, most = max(satisfied, key=lambda pair: len(learners(pair[1])), default=(None, []))
        if mutant is None or not most:
            return [*merged, *((None, group) for group in left)]
        merged.append((mutant, most))
        left = [group for group in left if mutant.name not in _accepted(group)]


def _call(finding: Finding) -> tuple[str, str]:
    return finding.test.status, finding.rejection.check.call


def _accepted(group: Group) -> set[str]:
    """Return the mutants that satisfy all tests of a group, of those at least of which it's known what they want."""
    exact = [each for each in group if each.rejection.check.expected] or group
    return set.intersection(*({*each.rejection.accepts} for each in exact))
