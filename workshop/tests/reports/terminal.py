"""A verdict as a terminal shows it."""

from io import StringIO

from rich.console import Console

from workshop.course.checked import Checked
from workshop.reports.verdict_text import as_text


def printed(checked: Checked, width: int = 100) -> str:
    """Return the verdict as a terminal without colors shows it."""
    out = StringIO()
    Console(file=out, width=width, no_color=True).print(as_text(checked), crop=False)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())
