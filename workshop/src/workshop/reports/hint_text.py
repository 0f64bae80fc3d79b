"""Shows hints and diffs on a terminal."""

from collections.abc import Iterator

from rich.text import Text

from workshop.course.hints import Hint
from workshop.reports import theme
from workshop.reports.printable import printable_lines


def hint_text(hint: Hint) -> Iterator[Text]:
    """Yield the parts of a hint, to be printed without cropping lines."""
    yield Text(f"{hint.title}, hint {hint.number} of {hint.of}:\n", style=theme.STRONG)
    yield Text(hint.text)
    yield from diff_text(hint.diff)
    if hint.after:
        yield Text(f"\n{hint.after}", style=theme.MUTED)


def diff_text(diff: str) -> Iterator[Text]:
    """Yield the lines of a diff in color; none is ever wrapped."""
    for line in diff.splitlines():
        style = theme.DIFF.get(line[:1], "")
        yield Text(printable_lines(line.rstrip()), style=style, no_wrap=True, overflow="ignore")
