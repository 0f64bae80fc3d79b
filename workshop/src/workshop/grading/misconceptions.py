"""What a class believes: the wrong and over-specified tests of all learners, grouped by what they check.

Two tests are in the same group if they want the same of the same call of the program, or if the same mutant satisfies
them, because it does what they believe.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from workshop.engine.failed_check import FailedCheck
from workshop.grading.findings import Group, by_check, by_mutant, findings, learners
from workshop.grading.grade import Grade, judged_by_exercise
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
    none. The example is a test of one of them; `check` is what it checks, and `rejects` are the correct programs on
    which it fails. Titles, tests and messages are printable, but not escaped for HTML.
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


def misconceptions(grades: Iterable[Grade]) -> list[Misconception]:
    """Return the misconceptions in the grades of a class, the most frequent first.

    Raises AuthorError if the README of an exercise can't be read.
    """
    found = [each for own in judged_by_exercise(grades).values() for each in _of_exercise(own)]
    return sorted(found, key=lambda each: (-len(each.learners), each.exercise, each.title))


def _of_exercise(grades: Sequence[Grade]) -> list[Misconception]:
    exercise = grades[0].submission.exercise
    kills = Counter(mutant for grade in grades for mutant in grade.verdict.killed)
    specific = sorted(exercise.mutants, key=lambda mutant: (kills[mutant.name], -exercise.numbers[mutant.name]))
    found = findings(grades)
    return [
        _misconception(grades, group, mutant, mutant or _decisive(group, found, specific))
        for mutant, group in by_mutant(by_check(found), specific)
    ]


def _decisive(group: Group, found: Group, mutants: Sequence[Mutant]) -> Mutant | None:
    """Return the first mutant that changes what a group checks; if none does, what others check of the same call.

    What concerns fewer than half of the tests does so by chance.
    """
    calls = {each.rejection.check.call for each in group} - {""}
    for tests in (group, [each for each in found if each.rejection.check.call in calls]):
        matter = Counter(name for each in tests for name in each.rejection.matter)
        for mutant in mutants:
            if tests and 2 * matter[mutant.name] >= len(tests):
                return mutant
    return None


def _misconception(
    grades: Sequence[Grade], group: Group, satisfying: Mutant | None, decisive: Mutant | None
) -> Misconception:
    exercise = grades[0].submission.exercise
    claims = Counter(each.claim for each in group if each.is_exact) or Counter(each.claim for each in group)
    ((title, _),) = claims.most_common(1)
    example = next(each for each in group if each.claim == title)
    is_wrong = example.test.status == "wrong"
    rule = exercise.broken_rule(decisive) if decisive and is_wrong else None
    return Misconception(
        exercise=exercise.name,
        kind="wrong" if is_wrong else "over-specified",
        title=printable(title),
        rule=rule.number if rule else None,
        sentence=rule.sentence if rule else "",
        mutant=exercise.numbers[satisfying.name] if satisfying else None,
        learners=learners(group),
        handed_in=len(grades),
        example_learner=example.learner,
        example_test=short_name(example.test.name),
        example_message=printable(example.test.evidence),
        rejects=example.rejection.programs,
        check=example.rejection.check,
    )
