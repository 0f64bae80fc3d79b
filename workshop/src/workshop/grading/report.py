"""Shows the grades of a class as a web page."""

from html import escape

from workshop.grading.feedback import Remark, remarks
from workshop.grading.grade import Grade, by_learner
from workshop.reports.printable import printable, printable_lines
from workshop.reports.theme import GOOD, PAGE_STYLE, WARNING


def as_html(grades: list[Grade]) -> str:
    """Return one page: a table of learners and exercises, and below it what to look at for each learner."""
    learners = sorted(by_learner(grades).items())
    exercises = sorted({grade.submission.exercise.name for grade in grades})
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in exercises)
    rows = "\n".join(_row(learner, by_exercise, exercises) for learner, by_exercise in learners)
    details = "\n".join(_details(learner, by_exercise) for learner, by_exercise in learners)
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
    items = "".join(
        f"<li>{escape(name)}: {_shown_remark(each)}</li>"
        for name in sorted(by_exercise)
        for each in remarks(by_exercise[name])
    )
    return f"<details><summary>{escape(printable(learner))}</summary><ul>{items}</ul></details>" if items else ""


def _shown_remark(remark: Remark) -> str:
    return f"<code>{_shown(remark.test)}</code> {_shown(remark.text)}" if remark.test else _shown(remark.text)


def _shown(text: str) -> str:
    return escape(printable_lines(text))
