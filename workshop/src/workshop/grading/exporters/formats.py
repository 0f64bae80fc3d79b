"""The table of the formats that the grades of a class can be written in."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from workshop.grading.comparison import EarlierResult
from workshop.grading.exporters.canvas import ID_COLUMNS, as_canvas
from workshop.grading.exporters.canvas import check_ids as check_canvas_ids
from workshop.grading.exporters.classroom50 import as_classroom50, check_runner
from workshop.grading.exporters.csv_table import as_csv
from workshop.grading.exporters.gradescope import as_gradescope
from workshop.grading.exporters.ids import Ids
from workshop.grading.exporters.json_grades import as_json
from workshop.grading.exporters.junit import as_junit
from workshop.grading.exporters.moodle import as_moodle
from workshop.grading.exporters.moodle import check_ids as check_moodle_ids
from workshop.grading.grade import Grade
from workshop.grading.pages.class_page import as_html
from workshop.grading.provenance import Conditions


def _accept(_ids: Ids, _learners: list[str]) -> None:
    """Accept any ids and learners."""


@dataclass(frozen=True)
class Format:
    """How to write grades: `render` makes the text of a file, which is called `file` unless the user says otherwise.

    `check` raises UsageError, before anything is graded, if the grades of these learners can't be written so. If
    `is_for_one`, a file has the grades of one learner; if `has_ids`, it has only learners who have an id; if
    `has_names`, it says who they are on a platform, and pseudonyms would be of no use there. `own_ids` is the column
    for ids that are in the archive of the same platform, "" if it has none.
    """

    file: str
    render: Callable[[list[Grade], Ids], str]
    check: Callable[[Ids, list[str]], None] = _accept
    is_for_one: bool = False
    has_ids: bool = False
    has_names: bool = False
    own_ids: str = ""


FORMATS = {
    "csv": Format("grades.csv", as_csv),
    "html": Format("grades.html", as_html),
    "json": Format("grades.json", as_json),
    "junit": Format("grades.xml", as_junit),
    "moodle": Format("moodle.csv", as_moodle, check_moodle_ids, has_ids=True, has_names=True),
    "canvas": Format("canvas.csv", as_canvas, check_canvas_ids, has_ids=True, has_names=True, own_ids=ID_COLUMNS[0]),
    "gradescope": Format("results.json", as_gradescope, is_for_one=True),
    "classroom50": Format("result.json", as_classroom50, check_runner, is_for_one=True, has_names=True),
}


def comparing(format_: Format, earlier: EarlierResult | None, conditions: Conditions) -> Format:
    """Return the same format; if it's JSON, one that also has the conditions, and changes since an earlier result."""
    if format_.render is not as_json:
        return format_
    return replace(format_, render=partial(as_json, earlier=earlier, conditions=conditions))
