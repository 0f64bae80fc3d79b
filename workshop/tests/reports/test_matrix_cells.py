"""Every picture of a kill matrix shows the same marks and totals."""

import pytest

from tests.reports.matrices import MATRIX
from workshop.reports.matrix_cells import LEGEND_LINE, find_mark, totals
from workshop.reports.theme import KILLED, KILLED_ALONE, SURVIVED, Mark


@pytest.mark.parametrize(
    ("technique", "mutant", "expected"),
    [
        pytest.param("unit", "skips-one", KILLED, id="killed by others too"),
        pytest.param("unit", "swaps-words", KILLED_ALONE, id="killed by this technique alone"),
        pytest.param("end_to_end", "swaps-words", SURVIVED, id="survived"),
    ],
)
def test_a_cell_has_a_mark(technique: str, mutant: str, expected: Mark) -> None:
    """The mark says whether the technique kills the mutant, and whether another one does too."""
    assert find_mark(MATRIX, technique, mutant) == expected


def test_totals_count_by_technique() -> None:
    """For each technique: how many mutants it kills, and how many no other technique kills."""
    assert totals(MATRIX) == {"killed": [2, 1], "by it alone": [1, 0]}


def test_the_legend_explains_every_mark() -> None:
    """It fits on one line."""
    assert LEGEND_LINE == "● killed  ◆ killed by this technique alone  · survived"
