"""A kill matrix on a terminal, in Markdown and as JSON."""

import json
from dataclasses import replace
from io import StringIO

import pytest
from rich.console import Console

from tests.reports.matrices import HIDES, MATRIX, SKIPS, SWAPS
from workshop.judging.matrix import Matrix
from workshop.reports.matrix import FORMATS, SUFFIXES, as_json, as_markdown, as_table
from workshop.reports.matrix_cells import LEGEND_LINE


def rendered(matrix: Matrix, *, width: int = 80, colors: bool = False) -> str:
    """Return the matrix as a terminal of this width shows it."""
    file = StringIO()
    console = Console(
        width=width, file=file, force_terminal=colors, color_system="standard" if colors else None, no_color=False
    )
    console.print(as_table(matrix))
    return file.getvalue()


def test_a_table_has_a_row_for_each_mutant() -> None:
    """Rows are in the order of the catalogue, columns in the order of the techniques; totals and a legend follow."""
    rows = [line.split() for line in rendered(MATRIX).splitlines()]

    assert rows[:8] == [
        ["end"],
        ["to"],
        ["mutant", "unit", "end"],
        ["skips-one", "●", "●"],
        ["swaps-words", "◆", "·"],
        ["hides", "·", "·"],
        ["killed", "2", "1"],
        ["by", "it", "alone", "1", "0"],
    ]
    assert [word for row in rows[8:] for word in row] == LEGEND_LINE.split()


def test_a_narrow_table_keeps_names_whole() -> None:
    """Techniques whose names start alike can be told apart at any width: names are wrapped, not cut."""
    matrix = replace(MATRIX, techniques=("interaction", "integration"))

    heading = [line.split() for line in rendered(matrix, width=31).splitlines()[:2]]

    assert heading == [["interac", "integra"], ["mutant", "tion", "tion"]]


def test_brackets_in_a_name_are_not_markup() -> None:
    """The name of a mutant is shown to the letter."""
    matrix = replace(MATRIX, mutants=(replace(SKIPS, name="skips[bold]one"),))

    assert "skips[bold]one" in rendered(matrix)


def test_a_mutant_that_survives_everywhere_is_red() -> None:
    """It stands out on a terminal with colors, and no other mutant does."""
    red = [line for line in rendered(MATRIX, colors=True).splitlines() if "\x1b[1;31m" in line]

    assert ["hides" in line for line in red] == [True]


@pytest.mark.parametrize(
    ("mutant", "cells"),
    [
        pytest.param("skips-one", ["\x1b[32m ●  ", "\x1b[32m ● \x1b"], id="killed"),
        pytest.param("swaps-words", ["\x1b[1;35m ◆ ", "\x1b[2m · "], id="killed by one"),
    ],
)
def test_marks_have_colors(mutant: str, cells: list[str]) -> None:
    """On a terminal with colors, each mark has a color of its own."""
    row = next(line for line in rendered(MATRIX, colors=True).splitlines() if mutant in line)

    assert [cell for cell in cells if cell in row] == cells


def test_markdown_is_a_table_with_the_reasons() -> None:
    """It says what each bug costs; a bar or a newline in a reason doesn't break the row."""
    assert as_markdown(MATRIX) == (
        "| mutant | unit | end_to_end | why |\n"
        "| --- | :-: | :-: | --- |\n"
        "| `skips-one` | ● | ● | Every other number is lost. |\n"
        "| `swaps-words` | ◆ | · | Fizz \\| Buzz: the wrong way round. |\n"
        "| `hides` | · | · | An error is lost. |\n"
        "| **killed** | 2 | 1 |  |\n"
        "| **by it alone** | 1 | 0 |  |\n"
        "\n"
        "● killed  ◆ killed by this technique alone  · survived\n"
    )


def test_json_names_the_tests_that_kill() -> None:
    """For each mutant it has the tests that kill it and how, for each technique the mutants that it alone kills."""
    matrix = replace(MATRIX, mutants=(SWAPS, HIDES))

    assert json.loads(as_json(matrix)) == {
        "techniques": {
            "unit": {"killed": 1, "alone": ["swaps-words"]},
            "end_to_end": {"killed": 0, "alone": []},
        },
        "mutants": [
            {
                "name": "swaps-words",
                "file": "rules.py",
                "why": "Fizz | Buzz: the\n  wrong way round.",
                "killed_by": {
                    "unit": {
                        "test": "tests/unit/test_rules.py::test_next",
                        "cause": "assertion",
                        "message": "assert 3 == 2",
                    }
                },
            },
            {"name": "hides", "file": "handler.py", "why": "An error is lost.", "killed_by": {}},
        ],
    }


def test_json_is_readable_for_people_too() -> None:
    """It keeps letters of every language and ends with a newline."""
    matrix = replace(MATRIX, mutants=(replace(SKIPS, why="Zähler überspringt"),))

    text = as_json(matrix)

    assert '"why": "Zähler überspringt"' in text
    assert text.endswith("}\n")


def test_every_format_has_a_suffix() -> None:
    """Every format that can be printed can also be written to a file."""
    assert sorted(SUFFIXES.values()) == sorted(FORMATS)


@pytest.mark.parametrize("format_", sorted(FORMATS))
def test_equal_matrices_give_equal_files(format_: str) -> None:
    """The order in which runs end differs each time and leaves no trace in a file that is compared."""
    other = replace(MATRIX, kills=dict(reversed(list(MATRIX.kills.items()))))

    assert FORMATS[format_](other) == FORMATS[format_](MATRIX)
