"""Shows a kill matrix as a picture, for light and dark pages."""

from collections.abc import Callable
from html import escape

from workshop.judging.matrix import Matrix
from workshop.reports.matrix_cells import LEGEND, find_mark, totals
from workshop.reports.theme import KILLED, KILLED_ALONE, SURVIVED, SVG_STYLE, Mark

ROW, COLUMN, NAMES, TOP = 20, 92, 300, 56  # pixels: a row, a column, the column of names, the heading
LEGEND_POSITIONS = (8, 86, 316)  # pixels from the left
SHAPES: dict[Mark, Callable[[int, int], str]] = {
    KILLED: lambda x, y: f'<circle class="killed" cx="{x}" cy="{y}" r="6"/>',
    KILLED_ALONE: lambda x, y: f'<path class="unique" d="M{x} {y - 8}l8 8l-8 8l-8 -8z"/>',
    SURVIVED: lambda x, y: f'<circle class="survived" cx="{x}" cy="{y}" r="1.5"/>',
}


def as_svg(matrix: Matrix) -> str:
    """Return the matrix as SVG; shapes tell the cells apart even without colors."""
    columns = [NAMES + COLUMN * number + COLUMN // 2 for number in range(len(matrix.techniques))]
    width = NAMES + COLUMN * len(columns)
    bottom = TOP + ROW * len(matrix.mutants)  # where the totals begin
    end = bottom + ROW * len(totals(matrix)) + ROW // 2  # where the legend begins
    title = f"Which technique kills which of {len(matrix.mutants)} mutants"
    parts = [
        *_heading(matrix, columns),
        *_cells(matrix, columns, width),
        *_totals(matrix, columns, width, bottom),
        *_legend(end),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {end + 2 * ROW}" width="{width}" role="img">\n'
        f"<title>{title}</title>\n<style>{SVG_STYLE}</style>\n" + "\n".join(parts) + "\n</svg>\n"
    )


def _heading(matrix: Matrix, columns: list[int]) -> list[str]:
    parts = []
    for x, technique in zip(columns, matrix.techniques, strict=True):
        lines = technique.split("_")
        for number, line in enumerate(lines):
            parts.append(_text(x, TOP - 16 - 15 * (len(lines) - 1 - number), line, "middle strong"))
    return parts


def _cells(matrix: Matrix, columns: list[int], width: int) -> list[str]:
    parts = []
    for number, mutant in enumerate(matrix.mutants):
        y = TOP + ROW * number + ROW // 2
        parts.append(_line(y, width))
        parts.append(_text(0, y, mutant.name, "" if matrix.killers(mutant.name) else "strong"))
        for x, technique in zip(columns, matrix.techniques, strict=True):
            parts.append(SHAPES[find_mark(matrix, technique, mutant.name)](x, y))
    return parts


def _totals(matrix: Matrix, columns: list[int], width: int, top: int) -> list[str]:
    parts = []
    for row, (name, numbers) in enumerate(totals(matrix).items()):
        y = top + ROW * row + ROW // 2
        parts += [_line(y, width), _text(0, y, name, "strong")]
        parts += [_text(x, y, f"{total}", "middle strong") for x, total in zip(columns, numbers, strict=True)]
    return parts


def _legend(top: int) -> list[str]:
    y = top + ROW // 2
    parts = []
    for x, (mark, shape) in zip(LEGEND_POSITIONS, SHAPES.items(), strict=True):
        parts += [shape(x, y), _text(x + 14, y, LEGEND[mark])]
    return parts


def _line(y: int, width: int) -> str:
    return f'<path class="line" d="M0 {y - ROW // 2}H{width}"/>'


def _text(x: int, y: int, text: str, kind: str = "") -> str:
    return f'<text x="{x}" y="{y + 4}" class="{kind}">{escape(text)}</text>'
