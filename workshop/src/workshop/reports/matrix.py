"""Shows a kill matrix: as a table on a terminal, as Markdown, SVG and JSON. The same matrix is shown the same."""

import json
from collections.abc import Callable
from html import escape

from rich.table import Table
from rich.text import Text

from workshop.judging.matrix import Matrix

KILLED, UNIQUE, SURVIVED = "●", "◆", "·"
LEGEND = f"{KILLED} killed  {UNIQUE} killed by this technique alone  {SURVIVED} survived"


def sign(matrix: Matrix, technique: str, mutant: str) -> str:
    """Return the sign of a cell."""
    killers = matrix.killers(mutant)
    if technique not in killers:
        return SURVIVED
    return UNIQUE if killers == [technique] else KILLED


def totals(matrix: Matrix) -> dict[str, list[int]]:
    """Return what stands under the matrix: for each technique how many mutants it kills, and how many it alone."""
    return {
        "killed": [matrix.total(technique) for technique in matrix.techniques],
        "by it alone": [len(matrix.unique(technique)) for technique in matrix.techniques],
    }


def as_table(matrix: Matrix) -> Table:
    """Return the matrix for a terminal; where it is narrow, the names of techniques go on in the next line."""
    table = Table(caption=LEGEND, box=None, header_style="bold")
    table.add_column("mutant", no_wrap=True)
    for technique in matrix.techniques:
        table.add_column(technique.replace("_", "\n"), justify="center", vertical="bottom", overflow="fold")
    styles = {KILLED: "green", UNIQUE: "bold magenta", SURVIVED: "dim"}
    for mutant in matrix.mutants:
        signs = [sign(matrix, technique, mutant.name) for technique in matrix.techniques]
        style = None if matrix.killers(mutant.name) else "bold red"
        table.add_row(Text(mutant.name), *(Text(each, style=styles[each]) for each in signs), style=style)
    table.add_section()
    for name, numbers in totals(matrix).items():
        table.add_row(Text(name, style="bold"), *map(str, numbers))
    return table


def as_markdown(matrix: Matrix) -> str:
    """Return the matrix as a table of Markdown, with what each bug costs."""
    rows = [
        ["mutant", *matrix.techniques, "why"],
        ["---", *[":-:"] * len(matrix.techniques), "---"],
        *(
            [f"`{mutant.name}`", *(sign(matrix, each, mutant.name) for each in matrix.techniques), mutant.why]
            for mutant in matrix.mutants
        ),
        *([f"**{name}**", *map(str, numbers), ""] for name, numbers in totals(matrix).items()),
    ]
    lines = ("| " + " | ".join(" ".join(cell.replace("|", "\\|").split()) for cell in row) + " |\n" for row in rows)
    return "".join(lines) + f"\n{LEGEND}\n"


def as_json(matrix: Matrix) -> str:
    """Return the matrix as JSON: for each mutant and technique the first test that kills it, and how it fails."""
    mutants = [
        {
            "name": mutant.name,
            "file": mutant.file,
            "why": mutant.why,
            "killed_by": {
                technique: {
                    "test": matrix.kills[technique, mutant.name].test,
                    "cause": matrix.kills[technique, mutant.name].outcome.cause,
                    "message": matrix.kills[technique, mutant.name].outcome.message,
                }
                for technique in matrix.killers(mutant.name)
            },
        }
        for mutant in matrix.mutants
    ]
    techniques = {each: {"killed": matrix.total(each), "alone": matrix.unique(each)} for each in matrix.techniques}
    return json.dumps({"techniques": techniques, "mutants": mutants}, indent=2, ensure_ascii=False) + "\n"


ROW, COLUMN, NAMES, TOP = 20, 92, 300, 56  # pixels: a row, a column, the column of names, the heading
STYLE = """
text { font: 13px ui-sans-serif, system-ui, sans-serif; fill: #1f2328 }
.middle { text-anchor: middle } .strong { font-weight: 600 } .line { stroke: #8c959f; stroke-opacity: .35 }
.killed { fill: #2da44e } .unique { fill: #8250df } .survived { fill: #8c959f; fill-opacity: .6 }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 } .killed { fill: #3fb950 } .unique { fill: #bc8cff }
}
"""


def as_svg(matrix: Matrix) -> str:
    """Return the matrix as a picture for light and dark pages; shapes tell the cells apart without their colours."""
    shapes: dict[str, Callable[[int, int], str]] = {
        KILLED: lambda x, y: f'<circle class="killed" cx="{x}" cy="{y}" r="6"/>',
        UNIQUE: lambda x, y: f'<path class="unique" d="M{x} {y - 8}l8 8l-8 8l-8 -8z"/>',
        SURVIVED: lambda x, y: f'<circle class="survived" cx="{x}" cy="{y}" r="1.5"/>',
    }
    columns = [NAMES + COLUMN * number + COLUMN // 2 for number in range(len(matrix.techniques))]
    width = NAMES + COLUMN * len(columns)
    parts = []

    def write(x: int, y: int, text: str, kind: str = "") -> None:
        parts.append(f'<text x="{x}" y="{y + 4}" class="{kind}">{escape(text)}</text>')

    for x, technique in zip(columns, matrix.techniques, strict=True):
        words = technique.split("_")
        for number, word in enumerate(words):
            write(x, TOP - 16 - 15 * (len(words) - 1 - number), word, "middle strong")
    for number, mutant in enumerate(matrix.mutants):
        y = TOP + ROW * number + ROW // 2
        parts.append(f'<path class="line" d="M0 {y - ROW // 2}H{width}"/>')
        write(0, y, mutant.name, "" if matrix.killers(mutant.name) else "strong")
        for x, technique in zip(columns, matrix.techniques, strict=True):
            parts.append(shapes[sign(matrix, technique, mutant.name)](x, y))
    y = TOP + ROW * len(matrix.mutants) + ROW // 2
    for name, numbers in totals(matrix).items():
        parts.append(f'<path class="line" d="M0 {y - ROW // 2}H{width}"/>')
        write(0, y, name, "strong")
        for x, total in zip(columns, numbers, strict=True):
            write(x, y, f"{total}", "middle strong")
        y += ROW
    for x, (each, shape) in zip((8, 86, 316), shapes.items(), strict=True):
        parts.append(shape(x, y + ROW // 2))
        write(x + 14, y + ROW // 2, LEGEND.partition(f"{each} ")[2].partition("  ")[0])
    title = f"Which technique kills which of {len(matrix.mutants)} mutants"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {y + 2 * ROW}" width="{width}" role="img">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n" + "\n".join(parts) + "\n</svg>\n"
    )


FORMATS: dict[str, Callable[[Matrix], str]] = {"markdown": as_markdown, "svg": as_svg, "json": as_json}
SUFFIXES = {".md": "markdown", ".svg": "svg", ".json": "json"}
