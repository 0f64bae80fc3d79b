"""Shows the verdict on a learner's tests on a terminal.

A killed mutant is shown with its name and why it matters, a survivor only with its hint.
"""

from collections.abc import Iterator
from textwrap import indent

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from workshop.course.checked import Checked
from workshop.course.suite_files import files_with_tests
from workshop.course.suite_notes import Note
from workshop.judging.status import DISQUALIFYING
from workshop.judging.verdict import JudgedTest
from workshop.reports import theme
from workshop.reports.printable import printable, printable_lines
from workshop.reports.prose import Prose
from workshop.reports.remarks import CANNOT_RUN, NO_TESTS, advice, conclusion, phrase, short_name
from workshop.reports.unpadded import Unpadded

LABELS = {"wrong": ("your test", "the program"), "broken": ("your test", "the error")}  # of a line and its evidence


def as_text(checked: Checked, to_get_a_hint: str = "") -> RenderableType:
    """Return the verdict for a terminal of any width, to be printed without cropping lines that it has to wrap.

    `to_get_a_hint` is as in `conclusion`.
    """
    return Group(*_parts(checked, to_get_a_hint))


def _parts(checked: Checked, to_get_a_hint: str) -> Iterator[RenderableType]:
    exercise, verdict = checked.exercise, checked.verdict
    yield Text(f"{exercise.name}: {exercise.title}", style=theme.STRONG)
    is_one_file = len(files_with_tests(checked.suite)) == 1
    yield _unbroken(Text(printable(f"{checked.file if is_one_file else checked.folder}"), style=theme.MUTED))
    if checked.server:
        yield Text(f"The tests ran on {printable(checked.server)}.", style=theme.MUTED)
    yield Text()
    if verdict.error:
        yield Text.assemble(theme.BAD, f" {CANNOT_RUN}")
        yield _unbroken(Text(indent(printable_lines(checked.error()), "  ")))
        return
    if not verdict.tests:
        yield Text.assemble(theme.BAD, f" {NO_TESTS}")
        yield Text()
    for test in checked.remarkable():
        yield from _test(checked, test)
    for note in checked.notes():
        yield from _note(checked, note)
    yield Unpadded(_score(checked))
    yield Unpadded(_mutants(checked))
    yield Text()
    last = conclusion(checked, to_get_a_hint)
    yield Prose(Text(last, style=theme.SUCCESS if verdict.is_done else theme.STRONG))


def _test(checked: Checked, test: JudgedTest) -> Iterator[RenderableType]:
    mark = theme.BAD if test.status in DISQUALIFYING else theme.WARNING
    name, where = short_name(test.name), printable(checked.where(test))
    yield Prose(Text.assemble(mark, " ", (name, theme.STRONG), f" {phrase(test)}  ", (where, theme.MUTED)))
    table = _table()
    if labels := LABELS.get(test.remark):
        message = test.evidence.removeprefix("on the program: ").removeprefix("AssertionError: ")
        for label, text in zip(labels, (checked.line(test), message), strict=True):
            table.add_row(Text(label, style=theme.MUTED), Text(printable(text), overflow="fold"))
    else:
        text = f"It takes {test.seconds:.1f} s." if test.remark == "slow" else printable(test.evidence)
        table.add_row(Text(text, overflow="fold"))
    yield Unpadded(Padding(Group(table, Text(advice(test))), (0, 0, 0, 4)))
    yield Text()


def _note(checked: Checked, note: Note) -> Iterator[RenderableType]:
    yield _unbroken(Text.assemble(theme.WARNING, " ", (printable(checked.where(note)), theme.MUTED)))
    yield Unpadded(Padding(Text(printable(note.text)), (0, 0, 0, 4)))
    yield Text()


def _score(checked: Checked) -> Table:
    killed, total = len(checked.verdict.killed), len(checked.exercise.mutants)
    row = _table()
    row.add_column(no_wrap=True)
    row.add_column()
    row.add_row(
        Text(f"{killed} of {total} mutants killed", style=theme.STRONG),
        ProgressBar(total=total, completed=killed, width=20),
    )
    return row


def _mutants(checked: Checked) -> Table:
    table = _table()
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True, justify="right")
    table.add_column(overflow="fold")
    for number, mutant in enumerate(checked.exercise.mutants, start=1):
        if killers := [short_name(test) for test in checked.verdict.killers(mutant.name)]:
            more = f" and {len(killers) - 1} more" if len(killers) > 1 else ""
            killed_by = (f"({killers[0]}{more})", theme.MUTED)
            mark, text = theme.GOOD, Text.assemble((mutant.name, theme.GOOD.style), f": {mutant.why} ", killed_by)
        else:
            mark, text = theme.BAD, Text.assemble(("survives: ", theme.BAD.style), mutant.hint)
        table.add_row(Text(*mark), f"{number}", text)
    return table


def _unbroken(text: Text) -> Text:
    """Return a text whose lines only the terminal wraps, so that paths and commands in it can be copied."""
    text.no_wrap, text.overflow = True, "ignore"
    return text


def _table() -> Table:
    return Table(box=None, show_header=False, padding=(0, 1, 0, 0), pad_edge=False)
