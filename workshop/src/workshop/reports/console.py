"""A console of rich that shows any text as it is."""

from typing import Any

from rich.console import Console
from rich.text import Text

from workshop.reports.printable import printable_lines
from workshop.reports.prose import Prose


class PrintableConsole(Console):
    """A console that shows strings as they are, and what they would do to a terminal escaped."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - it passes them on
        super().__init__(highlight=False, markup=False, emoji=False, **options)

    def render_str(self, text: str, **options: Any) -> Text:  # noqa: ANN401 - it passes them on
        """Return a string as a text without escape sequences."""
        return super().render_str(printable_lines(text), **options)

    def print_prose(self, text: str, style: str = "") -> None:
        """Print sentences: a terminal gets them wrapped, with paths and commands that can be copied."""
        self.print(Prose(Text(printable_lines(text), style=style)), crop=False)
