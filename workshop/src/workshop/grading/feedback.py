"""What a learner can read about a grade: how good the tests are, and what to look at. Plain text, not yet escaped."""

from dataclasses import dataclass

from workshop.grading.grade import Grade
from workshop.reports.remarks import phrase, short_name


@dataclass(frozen=True)
class Remark:
    """Something to look at; `test` is the name of the test that it's about, "" if it isn't about one."""

    test: str
    text: str

    def __str__(self) -> str:
        """Return it as one text."""
        return f"{self.test} {self.text}".lstrip()


def remarks(grade: Grade) -> list[Remark]:
    """Return what to look at: why the tests can't be judged, or else each test with a remark, and the survivors."""
    verdict = grade.verdict
    if verdict.error:
        return [Remark("", verdict.error)]
    about_tests = [
        Remark(short_name(test.name), f"{phrase(test)}: {test.evidence}" if test.evidence else phrase(test))
        for test in verdict.tests
        if test.remark
    ]
    return [*about_tests, *([Remark("", _survive(grade.survivors))] if grade.survivors else [])]


def _survive(mutants: list[str]) -> str:
    return f"mutant {mutants[0]} survives" if len(mutants) == 1 else f"mutants {', '.join(mutants)} survive"


def summary(grade: Grade) -> str:
    """Return a line that says how good the tests are."""
    if grade.state == "missing":
        return "no tests were found"
    if grade.state == "error":
        return "the tests couldn't be judged"
    killed = f"{len(grade.verdict.killed)} of {len(grade.submission.exercise.mutants)} mutants killed"
    return f"{killed}, tests to fix: {grade.to_fix}" if grade.to_fix else killed


def as_text(grade: Grade) -> str:
    """Return the summary and, below it, a line or more for each remark."""
    return "\n".join([summary(grade), *map(str, remarks(grade))])
