"""Shows a kill matrix: as a table on a terminal, as Markdown, SVG and JSON. Equal matrices give equal files."""

from collections.abc import Callable

from rich.table import Table
from rich.text import Text

from workshop.judging.matrix import Matrix
from workshop.reports.json_text import to_json_text
from workshop.reports.matrix_cells import LEGEND_LINE, find_mark, totals
from workshop.reports.matrix_svg import as_svg
from workshop.reports.theme import STRONG, SURVIVES_EVERYWHERE


def as_table(matrix: Matrix) -> Table:
    """Return the matrix for a terminal; on a narrow one, the names of techniques are wrapped."""
    table = Table(caption=LEGEND_LINE, box=None, header_style=STRONG)
    table.add_column("mutant", no_wrap=True)
    for technique in matrix.techniques:
        table.add_column(technique.replace("_", "\n"), justify="center", vertical="bottom", overflow="fold")
    for mutant in matrix.mutants:
        cells = [Text(*find_mark(matrix, technique, mutant.name)) for technique in matrix.techniques]
        style = None if matrix.killers(mutant.name) else SURVIVES_EVERYWHERE
        table.add_row(Text(mutant.name), *cells, style=style)
    table.add_section()
    for name, numbers in totals(matrix).items():
        table.add_row(Text(name, style=STRONG), *map(str, numbers))
    return table


def as_markdown(matrix: Matrix) -> str:
    """Return the matrix as a Markdown table, with what each bug costs."""
    rows = [
        ["mutant", *matrix.techniques, "why"],
        ["---", *[":-:"] * len(matrix.techniques), "---"],
        *(
            [
                f"`{mutant.name}`",
                *(find_mark(matrix, technique, mutant.name).symbol for technique in matrix.techniques),
                mutant.why,
            ]
            for mutant in matrix.mutants
        ),
        *([f"**{name}**", *map(str, numbers), ""] for name, numbers in totals(matrix).items()),
    ]
    lines = ("| " + " | ".join(" ".join(cell.replace("|", "\\|").split()) for cell in row) + " |\n" for row in rows)
    return "".join(lines) + f"\n{LEGEND_LINE}\n"


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
    return to_json_text({"techniques": techniques, "mutants": mutants})


FORMATS: dict[str, Callable[[Matrix], str]] = {"markdown": as_markdown, "svg": as_svg, "json": as_json}
SUFFIXES = {".md": "markdown", ".svg": "svg", ".json": "json"}
