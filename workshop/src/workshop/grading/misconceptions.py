"""What a class believes: the wrong and over-specified tests of all learners, grouped by what they check.

The text of a test doesn't matter. Two tests are in the same group if they expect the same of the same call of the
program, or if the same mutant satisfies them, because it does what they believe.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from workshop.course.exercise import Exercise
from workshop.course.rules import Rule
from workshop.engine.failed_check import RAISE, FailedCheck
from workshop.grading.grade import Grade, judged_by_exercise
from workshop.judging.verdict import JudgedTest, Rejection
from workshop.mutants.mutant import Mutant
from workshop.reports.printable import printable
from workshop.reports.remarks import short_name

Kind = Literal["wrong", "over-specified"]
VERBS: dict[Kind, str] = {"wrong": "believe", "over-specified": "demand"}


@dataclass(frozen=True)
class Misconception:
    """What some `learners` of the `handed_in` who handed in tests for an exercise believe, or demand beyond the rules.

    The `title` says it as a clause, such as "say(0) returns '0'". It's about the rule with this number and sentence,
    None and "" if that isn't known; `mutant` is the number of the mutant that does what they believe, None if there's
    none. The example is a test of one of them; `check` is what it checks, and `rejects` the correct programs on which
    it fails. All texts are printable, but not escaped for HTML.
    """

    exercise: str
    kind: Kind
    title: str
    rule: int | None
    sentence: str
    mutant: int | None
    learners: tuple[str, ...]
    handed_in: int
    example_learner: str
    example_test: str
    example_message: str
    rejects: tuple[str, ...]
    check: FailedCheck

    @property
    def headline(self) -> str:
        """How many learners it is, and what they believe."""
        count = len(self.learners)
        verb = f"{VERBS[self.kind]}{'s' * (count == 1)}"
        left_open = ", which the rules leave open" if self.kind == "over-specified" else ""
        return f"{count} of {self.handed_in} {verb} that {self.title}{left_open}"


@dataclass(frozen=True)
class _Finding:
    """A test that rejects a correct program."""

    learner: str
    test: JudgedTest
    rejection: Rejection

    @property
    def is_exact(self) -> bool:
        """Whether it's known what the test expects, and not only what it refuses."""
        check = self.rejection.check
        return bool(check.expected or check.comparison or not check.call)

    @property
    def key(self) -> tuple[str, ...]:
        """What it checks; if nothing is known about that, its message."""
        check = self.rejection.check
        known = (check.call, check.expected, check.comparison)
        return (self.test.status, *known, "" if any(known) else self.test.evidence)


def misconceptions(grades: Iterable[Grade]) -> list[Misconception]:
    """Return the misconceptions in the grades of a class, the most frequent first.

    Raises AuthorError if the README of an exercise can't be read.
    """
    found = [each for own in judged_by_exercise(grades).values() for each in _of_exercise(own)]
    return sorted(found, key=lambda each: (-len(each.learners), each.exercise, each.title))


def _of_exercise(grades: Sequence[Grade]) -> list[Misconception]:
    exercise = grades[0].submission.exercise
    findings = [
        _Finding(grade.submission.learner, test, test.rejection)
        for grade in grades
        for test in grade.verdict.tests
        if test.rejection
    ]
    kills = Counter(mutant for grade in grades for mutant in grade.verdict.killed)
    specific = sorted(exercise.mutants, key=lambda mutant: (kills[mutant.name], -exercise.numbers[mutant.name]))
    groups = _by_mutant(_by_check(findings), specific)
    return [_misconception(exercise, mutant, group, specific, len(grades)) for mutant, group in groups]


def _by_check(findings: list[_Finding]) -> list[list[_Finding]]:
    """Group tests that check the same; one that only refuses a result joins the largest group about the same call."""
    groups: dict[tuple[str, ...], list[_Finding]] = {}
    for each in findings:
        if each.is_exact:
            groups.setdefault(each.key, []).append(each)
    exact = {key: group for key, group in groups.items() if key[2]}  # it's known what they expect
    for each in findings:
        if not each.is_exact:
            same_call = [key for key in exact if key[:2] == each.key[:2]]
            key = max(same_call, key=lambda key: _count(exact[key]), default=each.key)
            groups.setdefault(key, []).append(each)
    return [*groups.values()]


def _by_mutant(groups: list[list[_Finding]], specific: list[Mutant]) -> list[tuple[Mutant | None, list[_Finding]]]:
    """Merge groups that the same mutant satisfies: first with the mutant that satisfies most learners, and so on.

    Of several that satisfy as many, the first is chosen. Return each group with its mutant, None without one.
    """
    left = groups
    merged: list[tuple[Mutant | None, list[_Finding]]] = []
    while True:
        satisfied = [
            (mutant, [each for group in left if mutant.name in _accepted(group) for each in group])
            for mutant in specific
        ]
        mutant, most = max(satisfied, key=lambda pair: _count(pair[1]), default=(None, []))
        if mutant is None or not most:
            return [*merged, *((None, group) for group in left)]
        merged.append((mutant, most))
        left = [group for group in left if mutant.name not in _accepted(group)]


def _accepted(group: list[_Finding]) -> set[str]:
    """Return the mutants that satisfy all tests of a group, of those at least whose expectation is known."""
    exact = [each for each in group if each.rejection.check.expected] or group
    return set.intersection(*({*each.rejection.accepts} for each in exact))


def _misconception(
    exercise: Exercise, mutant: Mutant | None, group: list[_Finding], specific: list[Mutant], handed_in: int
) -> Misconception:
    titles = Counter(_title(each) for each in group if each.is_exact) or Counter(map(_title, group))
    title, _ = titles.most_common(1)[0]
    example = next(each for each in group if _title(each) == title)
    rule = _rule(exercise, mutant, group, specific)
    return Misconception(
        exercise=exercise.name,
        kind="wrong" if example.test.status == "wrong" else "over-specified",
        title=printable(title),
        rule=rule.number if rule else None,
        sentence=rule.sentence if rule else "",
        mutant=exercise.numbers[mutant.name] if mutant else None,
        learners=tuple(dict.fromkeys(each.learner for each in group)),
        handed_in=handed_in,
        example_learner=example.learner,
        example_test=short_name(example.test.name),
        example_message=printable(example.test.evidence),
        rejects=example.rejection.programs,
        check=example.rejection.check,
    )


def _rule(exercise: Exercise, mutant: Mutant | None, group: list[_Finding], specific: list[Mutant]) -> Rule | None:
    """Return the rule that a wrong group breaks: that of its mutant, or else of the most specific one that matters.

    What matters to fewer than half of the tests is by chance.
    """
    if group[0].test.status == "over-specified":
        return None
    matter = Counter(name for each in group for name in each.rejection.matter)
    others = (each for each in specific if 2 * matter[each.name] >= len(group))
    decisive = mutant or next(others, None)
    return exercise.broken_rule(decisive) if decisive else None


def _title(finding: _Finding) -> str:
    """Return as a clause what a test checks; if that isn't known, its message."""
    check = finding.rejection.check
    if check.comparison:
        return f"{check.comparison} {f'after {check.call}' if check.call else 'holds'}"
    if not check.call:
        return f"this holds: {finding.test.evidence.partition(': ')[2]}"
    if wanted := check.expected:
        return f"{check.call} {f'raises {wanted[len(RAISE) :]}' if wanted.startswith(RAISE) else f'returns {wanted}'}"
    return f"{check.call} doesn't {check.result if check.result.startswith(RAISE) else f'return {check.result}'}"


def _count(group: list[_Finding]) -> int:
    return len({each.learner for each in group})
