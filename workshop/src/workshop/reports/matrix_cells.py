"""What every picture of a kill matrix shows: a mark in each cell, totals and a legend."""

from workshop.judging.matrix import Matrix
from workshop.reports.theme import KILLED, KILLED_ALONE, SURVIVED, Mark

LEGEND = {KILLED: "killed", KILLED_ALONE: "killed by this technique alone", SURVIVED: "survived"}
LEGEND_LINE = "  ".join(f"{mark.symbol} {text}" for mark, text in LEGEND.items())


def find_mark(matrix: Matrix, technique: str, mutant: str) -> Mark:
    """Return the mark of a cell."""
    killers = matrix.killers(mutant)
    if technique not in killers:
        return SURVIVED
    return KILLED_ALONE if killers == [technique] else KILLED


def totals(matrix: Matrix) -> dict[str, list[int]]:
    """Return the rows below the matrix: for each technique how many mutants it kills, and how many no other kills."""
    return {
        "killed": [matrix.total(technique) for technique in matrix.techniques],
        "by it alone": [len(matrix.unique(technique)) for technique in matrix.techniques],
    }
