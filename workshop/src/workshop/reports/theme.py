"""The colors and symbols of what the workshop shows: on terminals, in Markdown and in pictures.

Web pages have the same symbols, and colors of their own in `grading/pages/page.css`.
"""

from typing import NamedTuple


class Mark(NamedTuple):
    """A symbol, and its style on a terminal as rich spells it."""

    symbol: str
    style: str


STRONG, MUTED = "bold", "dim"
MESSAGE = "yellow"  # what the command says about itself, on stderr
CURRENT = STRONG  # the exercise the learner is at, in the list
FINISHED = "green"  # an exercise that is done, in the list
SUCCESS = "bold green"

GOOD = Mark("✓", "green")
WARNING = Mark("!", "yellow")
BAD = Mark("✗", "red")
DONE_IN_MARKDOWN, NOT_DONE_IN_MARKDOWN = "✅", "❌"

KILLED = Mark("●", "green")
KILLED_ALONE = Mark("◆", "bold magenta")
SURVIVED = Mark("·", "dim")
SURVIVES_EVERYWHERE = "bold red"

DIFF = {"+": "green", "-": "red", "@": "cyan"}

SVG_STYLE = """
text { font: 13px ui-sans-serif, system-ui, sans-serif; fill: #1f2328 }
.middle { text-anchor: middle } .strong { font-weight: 600 } .line { stroke: #8c959f; stroke-opacity: .35 }
.killed { fill: #2da44e } .unique { fill: #8250df } .survived { fill: #8c959f; fill-opacity: .6 }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 } .killed { fill: #3fb950 } .unique { fill: #bc8cff }
}
"""
