"""Writes the grades of a class: as CSV for a spreadsheet or a program, and as a web page."""

import csv
from collections import defaultdict
from html import escape
from io import StringIO

from workshop.grading.grade import Grade
from workshop.reports.printable import printable, printable_lines
from workshop.reports.remarks import phrase, short_name
from workshop.reports.theme import GOOD, PAGE_STYLE, WARNING

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
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet computes a cell that starts with one of these


def as_csv(grades: list[Grade]) -> str:
    """Return a line for each grade. Text that a spreadsheet would compute gets a leading apostrophe."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for grade in grades:
        writer.writerow([f"'{value}" if f"{value}".startswith(FORMULA) else value for value in _values(grade)])
    return out.getvalue()


def _values(grade: Grade) -> list[object]:
    submission, verdict = grade.submission, grade.verdict
    statuses = [test.status for test in verdict.tests]
    return [
        printable(submission.learner),
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
        printable(" ".join(verdict.error.split())),
        f"{grade.seconds:.1f}",
    ]


def as_html(grades: list[Grade]) -> str:
    """Return one page: a table of learners and exercises, and below it what to look at for each learner."""
    by_learner: defaultdict[str, dict[str, Grade]] = defaultdict(dict)
    for grade in grades:
        by_learner[grade.submission.learner][grade.submission.exercise.name] = grade
    exercises = sorted({grade.submission.exercise.name for grade in grades})
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in exercises)
    rows = "\n".join(_row(learner, by_exercise, exercises) for learner, by_exercise in sorted(by_learner.items()))
    details = "\n".join(_details(learner, by_exercise) for learner, by_exercise in sorted(by_learner.items()))
    return f"""<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Grades</title>
<style>{PAGE_STYLE}</style></head>
<body>
<h1>Grades</h1>
<p>The number is the mutation score: the share of planted bugs that the tests catch. {GOOD.symbol} means done;
{WARNING.symbol} means that some tests need fixing.</p>
<div class="wide"><table>
<thead><tr><th scope="col">learner</th>{head}</tr></thead>
<tbody>
{rows}
</tbody>
</table></div>
<h2>What to look at</h2>
{details}
</body>
</html>
"""


def _row(learner: str, by_exercise: dict[str, Grade], exercises: list[str]) -> str:
    cells = "".join(_cell(by_exercise.get(name)) for name in exercises)
    return f'<tr><th scope="row">{escape(printable(learner))}</th>{cells}</tr>'


def _cell(grade: Grade | None) -> str:
    if grade is None:  # grading was interrupted
        return '<td class="cell"></td>'
    if grade.state in ("missing", "error"):
        return f'<td class="cell {grade.state}" title="{_shown(grade.verdict.error)}">{grade.state}</td>'
    is_done = grade.state == "done"
    mark = GOOD.symbol if is_done else WARNING.symbol if grade.to_fix else ""
    return f'<td class="cell {"done" if is_done else "part"}">{round(100 * grade.score)}&nbsp;% {mark}</td>'


def _details(learner: str, by_exercise: dict[str, Grade]) -> str:
    items = "".join(f"<li>{line}</li>" for name in sorted(by_exercise) for line in _lines(by_exercise[name]))
    return f"<details><summary>{escape(printable(learner))}</summary><ul>{items}</ul></details>" if items else ""


def _lines(grade: Grade) -> list[str]:
    exercise, verdict = escape(grade.submission.exercise.name), grade.verdict
    if verdict.error:
        return [f"{exercise}: {_shown(verdict.error)}"]
    return [
        *(
            f"{exercise}: <code>{_shown(short_name(test.name))}</code> {phrase(test)}: {_shown(test.evidence)}"
            for test in verdict.tests
            if test.remark
        ),
        *([f"{exercise}: mutants {', '.join(grade.survivors)} survive"] if grade.survivors else []),
    ]


def _shown(text: str) -> str:
    return escape(printable_lines(text))
