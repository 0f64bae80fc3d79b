"""Sentences on a terminal: wrapped between words, while what a reader may copy stays whole."""

import re
from collections.abc import Iterator

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

CODE = "    "  # how a line of it begins
# Code between backticks is one word, with its spaces, and so are seconds. The first one has the spaces before it.
WORD = re.compile(r"(?:^\s+)?(?:`[^`]+`|\d s\b|\S)+\s*")


class Prose:
    """A text that is wrapped between words, but neither within one, such as a path, nor within code.

    Code is what stands between backticks, and an indented line. What isn't a terminal gets the lines as they are.
    """

    def __init__(self, text: Text) -> None:
        self._text = text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines; one that is longer than the terminal is wide is left to it."""
        for line in self._text.split("\n", allow_blank=True):
            breaks = _breaks(line.plain, options.max_width) if console.is_terminal else ()
            for part in line.divide(breaks):
                part.rstrip()
                part.no_wrap, part.overflow = True, "ignore"
                yield part


def _breaks(line: str, width: int) -> Iterator[int]:
    """Yield where to break a line into parts of at most this width, if its words are short enough."""
    if line.startswith(CODE):
        return
    column = 0
    for word in WORD.finditer(line):
        length = cell_len(word[0].rstrip())
        if column and column + length > width:
            yield word.start()
            column = 0
        column += cell_len(word[0])
        if length > width:
            column %= width  # the terminal goes on in another line
