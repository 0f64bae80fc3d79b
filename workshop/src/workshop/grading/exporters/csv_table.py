"""The grades as CSV, for a spreadsheet or a program: a line for each learner and exercise."""

from workshop.grading.exporters.ids import Ids
from workshop.grading.exporters.spreadsheet import as_text, to_csv
from workshop.grading.grade import Grade

COLUMNS = (
    "learner",
    "exercise",
    "state",
    "score",
    "killed",
    "mutants",
    "tests",
    "sound",
    "to fix",
    "vacuous",
    "skipped",
    "survivors",
    "error",
    "seconds",
)


def as_csv(grades: list[Grade], _ids: Ids) -> str:
    """Return a line for each grade."""
    return to_csv([COLUMNS, *map(_values, grades)])


def _values(grade: Grade) -> list[object]:
    submission, verdict = grade.submission, grade.verdict
    statuses = [test.status for test in verdict.tests]
    return [
        as_text(submission.learner),
        submission.exercise.name,
        grade.state,
        f"{grade.score:.3f}",
        len(verdict.killed),
        len(submission.exercise.mutants),
        len(statuses),
        statuses.count("sound"),
        grade.to_fix,
        statuses.count("vacuous"),
        statuses.count("skipped"),
        " ".join(grade.survivors),
        as_text(" ".join(verdict.error.split())),
        f"{grade.seconds:.1f}",
    ]
