"""The colors and symbols of everything the workshop shows: on terminals, in Markdown, in pictures and on web pages."""

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
PAGE_STYLE = """
:root { color-scheme: light dark; font: 15px/1.5 ui-sans-serif, system-ui, sans-serif }
body { margin: 2rem auto; max-width: 80rem; padding: 0 1rem }
.wide { overflow-x: auto }
table { border-collapse: collapse }
th, td { padding: .3rem .6rem; text-align: left; border-bottom: 1px solid #8c959f55 }
td.cell { text-align: center } .done { background: #2da44e33 } .part { background: #bf870033 }
.error { background: #cf222e33 } .missing { opacity: .6 } details { margin: .4rem 0 } code { font-size: .95em }
"""
