"""What a page shows of a verdict."""

from typing import Any

from workshop.course.checked import Checked
from workshop.course.exercise import SOLUTION
from workshop.mutants.diff import diff
from workshop.page.ansi import as_ansi
from workshop.page.exercises import following
from workshop.reports.remarks import conclusion, first_to_fix
from workshop.reports.verdict_json import as_json
from workshop.reports.verdict_text import as_text

TO_GET_A_HINT = "Press Hint."


def as_values(checked: Checked) -> dict[str, Any]:
    """Return a verdict for the page.

    It has the `text` that a terminal shows, with colors as ANSI sequences, but naming the button for a hint; whether it
    `is_done`; what is `to_fix` before anything else, empty for nothing; the names of the mutants that are `killed` and
    `survived`; the `conclusion`; the `diffs` of killed mutants by name; the `solution`, empty until the exercise is
    done; `next`, the name of the exercise after it, empty for none; and the whole `verdict` as `workshop check --json`
    prints it.
    """
    exercise, verdict = checked.exercise, checked.verdict
    killed = [mutant for mutant in exercise.mutants if mutant.name in verdict.killed]
    return {
        "text": as_ansi(as_text(checked, TO_GET_A_HINT)),
        "is_done": verdict.is_done,
        "to_fix": first_to_fix(verdict.to_fix, checked.error()),
        "killed": [*verdict.killed],
        "survived": [*verdict.survivors],
        "verdict": as_json(checked),
        "conclusion": conclusion(checked, TO_GET_A_HINT),
        "diffs": {each.name: diff(each, exercise.subject) for each in killed},
        "solution": exercise.read(SOLUTION) if verdict.is_done else "",
        "next": following(exercise.name),
    }
