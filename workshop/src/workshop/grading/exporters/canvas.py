"""The grades as CSV for the gradebook of Canvas.

Written from the chapter "How do I import grades in the Gradebook?" of the Canvas Instructor Guide, and from what Canvas
accepts: https://github.com/instructure/canvas-lms/blob/master/lib/gradebook_importer.rb. In Canvas, choose Import in
the gradebook. A column goes to the assignment that's named like the exercise; if there's none, Canvas offers to create
one.
"""

from workshop.errors import UsageError
from workshop.grading.exporters.ids import LEARNER, Ids
from workshop.grading.exporters.points import POINTS, exercises_of, points_by_learner
from workshop.grading.exporters.spreadsheet import as_text, to_csv
from workshop.grading.grade import Grade

ID_COLUMNS = ("ID", "SIS User ID", "SIS Login ID")
POSSIBLE = "    Points Possible"  # with these spaces Canvas writes it itself


def as_canvas(grades: list[Grade], ids: Ids) -> str:
    """Return the heads, the possible points, and a line for each learner who has an id."""
    exercises = exercises_of(grades)
    rows = [
        [as_text(learner), *(id_ if ids.column == name else "" for name in ID_COLUMNS), "", *points]
        for learner, points in points_by_learner(grades).items()
        if (id_ := ids.of(learner))
    ]
    heads = ["Student", *ID_COLUMNS, "Section", *exercises]
    possible = [POSSIBLE, *("" for _ in ID_COLUMNS), "", *(POINTS for _ in exercises)]
    return to_csv([heads, possible, *rows])


def check_ids(ids: Ids, _learners: list[str]) -> None:
    """Raise UsageError if there are no ids, or their column isn't one of Canvas."""
    if ids.column not in ID_COLUMNS:
        heads = " or ".join(f"`{LEARNER},{name}`" for name in ID_COLUMNS)
        raise UsageError(f"Canvas knows learners by an id: give it with --ids, a CSV file that begins with {heads}")
