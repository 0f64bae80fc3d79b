"""Shows the verdict on a learner's tests as Markdown, for example in the summary of a workflow."""

from workshop.course.checked import Checked
from workshop.reports import theme
from workshop.reports.remarks import ADVICE, CANNOT_RUN, short_name


def as_markdown(checked: Checked) -> str:
    """Return the verdict as Markdown; the name of a mutant appears once it's killed."""
    exercise, verdict = checked.exercise, checked.verdict
    mark = theme.DONE_IN_MARKDOWN if verdict.is_done else theme.NOT_DONE_IN_MARKDOWN
    lines = [f"### {mark} {exercise.name}: {exercise.title}", ""]
    if verdict.error:
        return "\n".join([*lines, CANNOT_RUN, "", "```", checked.error(), "```", ""])
    lines += [f"{len(verdict.killed)} of {len(exercise.mutants)} mutants killed.", ""]
    lines += [
        f"- `{short_name(test.name)}` is **{test.remark}** (line {test.line}):"
        f" {_escaped(test.evidence)}. {ADVICE[test.remark]}"
        for test in checked.remarkable()
    ]
    lines += ["", "| mutant | | |", "|---|---|---|"]
    for number, mutant in enumerate(exercise.mutants, start=1):
        is_killed = mutant.name in verdict.killed
        cells = f"`{mutant.name}` | {_escaped(mutant.why)}" if is_killed else f"survives | {_escaped(mutant.hint)}"
        lines.append(f"| {number} | {cells} |")
    return "\n".join([*lines, ""])


def _escaped(text: str) -> str:
    """Return a text that stays in its table cell and isn't taken for HTML."""
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")
