"""Text as a terminal of 80 columns gets it, with colors as ANSI sequences."""

from io import StringIO

from rich.console import RenderableType

from workshop.reports.console import PrintableConsole

WIDTH = 80


def as_ansi(renderable: RenderableType) -> str:
    """Return what a terminal gets when this is printed."""
    console = PrintableConsole(
        file=StringIO(), width=WIDTH, force_terminal=True, color_system="standard", legacy_windows=False
    )
    with console.capture() as captured:
        console.print(renderable, crop=False)
    return captured.get()
