"""What rich fills up with spaces, such as a table, without the spaces at the ends of its lines."""

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.text import Text


class Unpadded:
    """Something that fits the width of the console, without spaces at the ends of its lines."""

    def __init__(self, renderable: RenderableType) -> None:
        self._renderable = renderable

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines."""
        for line in console.render_lines(self._renderable, options, pad=False):
            text = Text.assemble(*((segment.text, segment.style or "") for segment in line))
            text.rstrip()
            yield text
