"""Shows hints and diffs on a terminal."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from workshop.course.next_hint import Hint
from workshop.reports import theme
from workshop.reports.printable import printable_lines
from workshop.reports.prose import Prose


def hint_text(hint: Hint) -> RenderableType:
    """Return a hint for a terminal, to be printed without cropping lines."""
    return Group(*_parts(hint))


def _parts(hint: Hint) -> Iterator[RenderableType]:
    yield Text(printable_lines(f"{hint.title}, hint {hint.number} of {hint.of}:\n"), style=theme.STRONG)
    yield Prose(Text(printable_lines(hint.text)))
    if hint.code:
        yield diff_text(hint.code)
    if hint.after:
        yield Text(f"\n{hint.after}", style=theme.MUTED)


def diff_text(diff: str) -> RenderableType:
    """Return a diff for a terminal, in color, to be printed without cropping lines: none of them is wrapped."""
    return Group(*(_line(line.rstrip()) for line in diff.removesuffix("\n").split("\n")))


def _line(line: str) -> Text:
    return Text(printable_lines(line), style=theme.DIFF.get(line[:1], ""), no_wrap=True, overflow="ignore")
