"""Writes the grades of a class: as CSV, for whoever goes on with them, and as one HTML page, for whoever reads."""

import csv
from collections import defaultdict
from html import escape
from io import StringIO

from workshop.grading.grader import Grade
from workshop.judging.verdict import DISQUALIFYING
from workshop.reports.verdict import bare

COLUMNS = (
    "learner",
    "exercise",
    "state",
    "score",
    "killed",
    "mutants",
    "tests",
    "sound",
    "to mend",
    "vacuous",
    "skipped",
    "survivors",
    "error",
    "seconds",
)
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what spreadsheets take for more than text


def as_csv(grades: list[Grade]) -> str:
    """Return a line for each grade. A text that a spreadsheet would compute has an apostrophe before it."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for grade in grades:
        writer.writerow([f"'{value}" if f"{value}".startswith(FORMULA) else value for value in _values(grade)])
    return out.getvalue()


def _values(grade: Grade) -> list[object]:
    submission, verdict = grade.submission, grade.verdict
    words = [test.status for test in verdict.tests]
    return [
        submission.learner,
        submission.exercise.name,
        grade.state,
        f"{score(grade):.3f}",
        len(verdict.killed),
        len(submission.exercise.mutants),
        len(words),
        words.count("sound"),
        sum(word in DISQUALIFYING for word in words),
        words.count("vacuous"),
        words.count("skipped"),
        " ".join(grade.survivors),
        " ".join(verdict.error.split()),
        f"{grade.seconds:.1f}",
    ]


def score(grade: Grade) -> float:
    """Return the mutation score of a submission, 0 where it has no verdict."""
    return grade.verdict.score if grade.state in ("done", "not done") else 0.0


STYLE = """
:root { color-scheme: light dark; font: 15px/1.5 ui-sans-serif, system-ui, sans-serif }
body { margin: 2rem auto; max-width: 80rem; padding: 0 1rem }
.wide { overflow-x: auto }
table { border-collapse: collapse }
th, td { padding: .3rem .6rem; text-align: left; border-bottom: 1px solid #8c959f55 }
td.cell { text-align: center } .done { background: #2da44e33 } .part { background: #bf870033 }
.error { background: #cf222e33 } .missing { opacity: .6 } details { margin: .4rem 0 } code { font-size: .95em }
"""


def as_html(grades: list[Grade]) -> str:
    """Return one page: a table of learners and exercises, and below it, for each learner, what to look at."""
    by_learner: defaultdict[str, dict[str, Grade]] = defaultdict(dict)
    for grade in grades:
        by_learner[grade.submission.learner][grade.submission.exercise.name] = grade
    exercises = sorted({grade.submission.exercise.name for grade in grades})
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in exercises)
    rows = "\n".join(_row(learner, own, exercises) for learner, own in sorted(by_learner.items()))
    details = "\n".join(_details(learner, own) for learner, own in sorted(by_learner.items()))
    return f"""<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Grades</title>
<style>{STYLE}</style></head>
<body>
<h1>Grades</h1>
<p>The number is the mutation score: how many of the planted bugs the tests catch. ✓ is done; ! has tests to mend.</p>
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


def _row(learner: str, own: dict[str, Grade], exercises: list[str]) -> str:
    cells = "".join(_cell(own[name]) if name in own else '<td class="cell"></td>' for name in exercises)
    return f'<tr><th scope="row">{escape(learner)}</th>{cells}</tr>'


def _cell(grade: Grade) -> str:
    if grade.state in ("missing", "error"):
        return f'<td class="cell {grade.state}" title="{escape(grade.verdict.error)}">{grade.state}</td>'
    mark = (
        "✓"
        if grade.state == "done"
        else "!"
        if any(test.status in DISQUALIFYING for test in grade.verdict.tests)
        else ""
    )
    kind = "done" if grade.state == "done" else "part"
    return f'<td class="cell {kind}">{round(100 * score(grade))}&nbsp;% {mark}</td>'


def _details(learner: str, own: dict[str, Grade]) -> str:
    items = "".join(f"<li>{line}</li>" for name in sorted(own) for line in _lines(own[name]))
    return f"<details><summary>{escape(learner)}</summary><ul>{items}</ul></details>" if items else ""


def _lines(grade: Grade) -> list[str]:
    exercise = grade.submission.exercise
    if grade.verdict.error:
        return [f"{escape(exercise.name)}: {escape(grade.verdict.error)}"]
    return [
        *(
            f"{escape(exercise.name)}: <code>{escape(bare(test.name))}</code> is {test.remark}: {escape(test.evidence)}"
            for test in grade.verdict.tests
            if test.remark
        ),
        *([f"{escape(exercise.name)}: mutants {', '.join(grade.survivors)} survive"] if grade.survivors else []),
    ]
