"""What has changed since a class was graded before, and why: the same tests must get the same verdict again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from workshop.grading.grade import Grade
from workshop.grading.provenance import Provenance
from workshop.reports.printable import printable_lines
from workshop.reports.remarks import short_name

UNREAD_BEFORE = "the tests couldn't be judged before"
UNREAD_NOW = "the tests can't be judged now"


@dataclass(frozen=True)
class JudgedSuite:
    """What a result says of a learner's tests for an exercise.

    `files` are the digests of the suite's files by name, `statuses` those of the tests by file and name.
    """

    state: str
    score: float
    killed: tuple[int, ...]
    statuses: Mapping[str, str]
    files: Mapping[str, str]

    @property
    def is_unread(self) -> bool:
        """Whether something was handed in, but couldn't be read, or the judge failed: its files aren't known."""
        return self.state == "error" and not self.files

    @property
    def verdict(self) -> tuple[object, ...]:
        """Everything that makes two verdicts different."""
        return self.state, self.score, self.killed, self.statuses

    def __str__(self) -> str:
        """Return the verdict in short, as in "not done, 40 %"."""
        return f"{self.state}, {round(100 * self.score)} %" if self.state in ("done", "not done") else self.state


@dataclass(frozen=True)
class EarlierResult:
    """An earlier result: what it was made with, what it says by learner and exercise, and its file, if it has one."""

    made_with: Provenance
    suites: Mapping[tuple[str, str], JudgedSuite]
    file: Path | None = None


@dataclass(frozen=True)
class Change:
    """A verdict that has changed, which tests have another status, and what else was different: the possible reasons.

    `before` or `now` is None if nothing was graded then. Without reasons, the change is unexplained.
    """

    learner: str
    exercise: str
    before: str | None
    now: str | None
    tests: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


def compare(grades: Iterable[Grade], made_with: Provenance, earlier: EarlierResult) -> list[Change]:
    """Return the verdicts that have changed, in the order of the grades, and then those that are gone.

    Names are compared in the form that they have in a result, which is printable.
    """
    current = {
        (printable_lines(grade.submission.learner), grade.submission.exercise.name): _judged_suite(grade)
        for grade in grades
    }
    changes = []
    for learner, exercise in {**current, **earlier.suites}:
        before, now = (suites.get((learner, exercise)) for suites in (earlier.suites, current))
        if before is None or now is None:
            changes.append(Change(learner, exercise, _shown(before), _shown(now)))
        elif before.verdict != now.verdict:
            reasons = (*_changed_files(before, now), *made_with.differences(earlier.made_with, exercise))
            changes.append(Change(learner, exercise, f"{before}", f"{now}", _changed_tests(before, now), reasons))
    return changes


def _judged_suite(grade: Grade) -> JudgedSuite:
    exercise, verdict = grade.submission.exercise, grade.verdict
    files = {test.name: printable_lines(test.name.partition("::")[0]) for test in verdict.tests}
    return JudgedSuite(
        grade.state,
        round(grade.score, 6),
        tuple(sorted(exercise.numbers[name] for name in verdict.killed)),
        {f"{files[test.name]}::{short_name(test.name)}": test.status for test in verdict.tests},
        {printable_lines(name): digest for name, digest in grade.files.items()},
    )


def _shown(suite: JudgedSuite | None) -> str | None:
    return f"{suite}" if suite else None


def _changed_tests(before: JudgedSuite, now: JudgedSuite) -> tuple[str, ...]:
    both = {name: (old, now.statuses[name]) for name, old in before.statuses.items() if name in now.statuses}
    return tuple(f"{name}: {old}, now {new}" for name, (old, new) in both.items() if old != new)


def _changed_files(before: JudgedSuite, now: JudgedSuite) -> list[str]:
    if before.is_unread or now.is_unread:
        return [reason for reason, is_so in ((UNREAD_BEFORE, before.is_unread), (UNREAD_NOW, now.is_unread)) if is_so]
    names = sorted(name for name in {**before.files, **now.files} if before.files.get(name) != now.files.get(name))
    return [f"the tests have changed: {', '.join(names)}"] if names else []
