"""Shows the verdict on a learner's tests as Markdown, for example in the summary of a workflow."""

import re

from workshop.course.checked import Checked
from workshop.reports import theme
from workshop.reports.printable import printable, printable_lines
from workshop.reports.remarks import CANNOT_RUN, advice, phrase, short_name


def as_markdown(checked: Checked) -> str:
    """Return the verdict as Markdown; the name of a mutant appears once it's killed."""
    exercise, verdict = checked.exercise, checked.verdict
    mark = theme.DONE_IN_MARKDOWN if verdict.is_done else theme.NOT_DONE_IN_MARKDOWN
    lines = [f"### {mark} {exercise.name}: {exercise.title}", ""]
    if verdict.error:
        error = printable_lines(checked.error())
        return "\n".join([*lines, CANNOT_RUN, "", *_quoted(error), ""])
    lines += [f"{len(verdict.killed)} of {len(exercise.mutants)} mutants killed.", ""]
    lines += [
        f"- {as_code(short_name(test.name))} {phrase(test).replace(test.remark, f'**{test.remark}**')}"
        f" ({as_code(checked.where(test))}): {_escaped(test.evidence).removesuffix('.')}. {advice(test)}"
        for test in checked.remarkable()
    ]
    lines += [f"- {as_code(checked.where(note))}: {_escaped(note.text)}." for note in checked.notes()]
    lines += ["", "| mutant | | |", "|---|---|---|"]
    for number, mutant in enumerate(exercise.mutants, start=1):
        is_killed = mutant.name in verdict.killed
        cells = f"`{mutant.name}` | {_escaped(mutant.why)}" if is_killed else f"survives | {_escaped(mutant.hint)}"
        lines.append(f"| {number} | {cells} |")
    return "\n".join([*lines, ""])


def _escaped(text: str) -> str:
    """Return a text that stays in its table cell and isn't taken for HTML."""
    return printable(" ".join(text.split())).replace("|", "\\|").replace("<", "&lt;")


def as_code(text: str) -> str:
    """Return a text as Markdown that shows it as code in a line, with a fence that isn't in it."""
    text, fence = printable(text), _fence(text, shortest=1)
    return f"{fence}{text}{fence}" if len(fence) == 1 else f"{fence} {text} {fence}"


def _quoted(text: str) -> list[str]:
    """Return a text as a block of code, with a fence that isn't in it."""
    fence = _fence(text, shortest=3)
    return [fence, text, fence]


def _fence(text: str, shortest: int) -> str:
    return "`" * max([shortest, *(len(run) + 1 for run in re.findall("`+", text))])
