"""The grades as CSV for the gradebook of Moodle, written from https://docs.moodle.org/en/Grade_import.

In Moodle, choose Grades, Import, CSV file. There, map the first column to the field of users that it's named after, and
each exercise to a grade item whose maximum is 100.
"""

from workshop.errors import UsageError
from workshop.grading.exporters.ids import EXAMPLE, Ids
from workshop.grading.exporters.points import exercises_of, points_by_learner
from workshop.grading.exporters.spreadsheet import to_csv
from workshop.grading.grade import Grade


def as_moodle(grades: list[Grade], ids: Ids) -> str:
    """Return a line for each learner who has an id: the id, and the points for each exercise."""
    rows = [[id_, *points] for learner, points in points_by_learner(grades).items() if (id_ := ids.of(learner))]
    return to_csv([[ids.column, *exercises_of(grades)], *rows])


def check_ids(ids: Ids, _learners: list[str]) -> None:
    """Raise UsageError if there are no ids."""
    if not ids.column:
        raise UsageError(f"Moodle knows learners by an id: give it with --ids, a CSV file that begins with `{EXAMPLE}`")
