"""How a kill matrix is shown: on a terminal, in a page, as a picture, to a program."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from xml.etree import ElementTree as ET

import pytest
from rich.console import Console

from workshop.engine.protocol import Outcome
from workshop.judging.matrix import Kill, Matrix
from workshop.mutants.mutant import Mutant
from workshop.reports.matrix import (
    FORMATS,
    LEGEND,
    SUFFIXES,
    as_json,
    as_markdown,
    as_svg,
    as_table,
    sign,
    totals,
)

SKIPS = Mutant("skips-one", "rules.py", "+ 1", "+ 2", why="Every other number is lost.")
SWAPS = Mutant("swaps-words", "rules.py", "Fizz", "Buzz", why="Fizz | Buzz: the\n  wrong way round.")
HIDES = Mutant("hides", "handler.py", "raise", "pass", why="An error is lost.")
KILL = Kill("tests/unit/test_rules.py::test_next", Outcome("failed", "assertion", "assert 3 == 2"))
MATRIX = Matrix(
    techniques=("unit", "end_to_end"),
    mutants=(SKIPS, SWAPS, HIDES),
    kills={("unit", "skips-one"): KILL, ("end_to_end", "skips-one"): KILL, ("unit", "swaps-words"): KILL},
    unsound={},
)
LETTER = 7.5  # pixels: the mean width of a bold letter of 13 pixels
SVG = "{http://www.w3.org/2000/svg}"


def rendered(matrix: Matrix, *, width: int = 80, colours: bool = False) -> str:
    """Return the matrix as a terminal of this width shows it."""
    file = StringIO()
    console = Console(
        width=width, file=file, force_terminal=colours, color_system="standard" if colours else None, no_color=False
    )
    console.print(as_table(matrix))
    return file.getvalue()


@pytest.mark.parametrize(
    ("technique", "mutant", "expected"),
    [
        pytest.param("unit", "skips-one", "●", id="killed by others too"),
        pytest.param("unit", "swaps-words", "◆", id="killed by this technique alone"),
        pytest.param("end_to_end", "swaps-words", "·", id="survived"),
    ],
)
def test_a_cell_has_a_sign(technique: str, mutant: str, expected: str) -> None:
    """The sign says whether the technique kills the mutant, and whether another does."""
    assert sign(MATRIX, technique, mutant) == expected


def test_totals_count_by_technique() -> None:
    """Under each technique stands how many mutants it kills, and how many nothing else kills."""
    assert totals(MATRIX) == {"killed": [2, 1], "by it alone": [1, 0]}


def test_a_table_has_a_row_for_each_mutant() -> None:
    """Rows are in the order of the catalogue, columns in that of the techniques; totals and a legend follow."""
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
    assert [word for row in rows[8:] for word in row] == LEGEND.split()


def test_a_narrow_table_has_the_whole_names() -> None:
    """Names of techniques that begin alike can be told apart at any width: they are broken, not cut."""
    matrix = replace(MATRIX, techniques=("interaction", "integration"))

    heading = [line.split() for line in rendered(matrix, width=31).splitlines()[:2]]

    assert heading == [["interac", "integra"], ["mutant", "tion", "tion"]]


def test_a_name_in_brackets_is_shown_as_it_is() -> None:
    """What a mutant is called is no markup."""
    matrix = replace(MATRIX, mutants=(replace(SKIPS, name="skips[bold]one"),))

    assert "skips[bold]one" in rendered(matrix)


def test_what_no_technique_kills_is_red() -> None:
    """A mutant that survives everywhere stands out on a terminal with colours, and no other does."""
    red = [line for line in rendered(MATRIX, colours=True).splitlines() if "\x1b[1;31m" in line]

    assert ["hides" in line for line in red] == [True]


@pytest.mark.parametrize(
    ("mutant", "cells"),
    [
        pytest.param("skips-one", ["\x1b[32m ●  ", "\x1b[32m ● \x1b"], id="killed"),
        pytest.param("swaps-words", ["\x1b[1;35m ◆ ", "\x1b[2m · "], id="killed by one"),
    ],
)
def test_signs_have_colours(mutant: str, cells: list[str]) -> None:
    """On a terminal with colours each sign has its own."""
    row = next(line for line in rendered(MATRIX, colours=True).splitlines() if mutant in line)

    assert [cell for cell in cells if cell in row] == cells


def test_markdown_is_a_table_with_the_reasons() -> None:
    """The page says what each bug costs; a bar or a new line in a reason does not break its row."""
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


def test_json_names_the_test_that_kills() -> None:
    """A program finds for each mutant who kills it and how, and for each technique what it alone kills."""
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


def test_json_is_to_be_read_by_people_too() -> None:
    """Words of every language stand there as they are written, and the last line ends."""
    matrix = replace(MATRIX, mutants=(replace(SKIPS, why="Zähler überspringt"),))

    text = as_json(matrix)

    assert '"why": "Zähler überspringt"' in text
    assert text.endswith("}\n")


def picture(matrix: Matrix) -> ET.Element:
    """Return the picture of a matrix, parsed."""
    return ET.fromstring(as_svg(matrix))  # noqa: S314 - our own


def texts(svg: ET.Element) -> Iterator[tuple[int, int, str]]:
    """Yield the texts of a picture, each with the place of its middle or beginning."""
    for text in svg.iter(f"{SVG}text"):
        yield int(text.attrib["x"]), int(text.attrib["y"]) - 4, text.text or ""


def shapes(svg: ET.Element) -> dict[tuple[int, int], str]:
    """Return what the shapes of a picture are called, by the place of their middle."""
    circles = {
        (int(circle.attrib["cx"]), int(circle.attrib["cy"])): circle.attrib["class"]
        for circle in svg.iter(f"{SVG}circle")
    }
    diamonds = {
        (int(x), int(y) + 8): path.attrib["class"]
        for path in svg.iter(f"{SVG}path")
        if path.attrib["class"] != "line"
        for x, y in [path.attrib["d"][1:].partition("l")[0].split()]
    }
    return circles | diamonds


def test_a_picture_has_a_shape_in_every_cell() -> None:
    """In the row of a mutant and the column of a technique stands the shape that says what came of it."""
    kills = dict.fromkeys([("unit", "skips-one"), ("property", "skips-one"), ("property", "swaps-words")], KILL)
    svg = picture(replace(MATRIX, techniques=("unit", "property"), kills=kills))
    rows = {text: y for x, y, text in texts(svg) if x == 0}
    columns = {text: x for x, _, text in texts(svg)}

    cells = {
        (mutant, technique): shapes(svg)[columns[technique], rows[mutant]]
        for mutant in ("skips-one", "swaps-words", "hides")
        for technique in ("unit", "property")
    }

    assert cells == {
        ("skips-one", "unit"): "killed",
        ("skips-one", "property"): "killed",
        ("swaps-words", "unit"): "survived",
        ("swaps-words", "property"): "unique",
        ("hides", "unit"): "survived",
        ("hides", "property"): "survived",
    }


def test_a_picture_has_no_other_shapes_but_those_of_its_legend() -> None:
    """There is one shape a cell, and one for each line of the legend."""
    assert Counter(shapes(picture(MATRIX)).values()) == Counter(killed=2 + 1, unique=1 + 1, survived=3 + 1)


def test_shapes_tell_cells_apart_without_colours() -> None:
    """Who sees no colours sees a large circle, a diamond and a dot."""
    svg = picture(MATRIX)

    radius = {circle.attrib["class"]: float(circle.attrib["r"]) for circle in svg.iter(f"{SVG}circle")}
    paths = {path.attrib["class"] for path in svg.iter(f"{SVG}path")}

    assert radius == {"killed": 6, "survived": 1.5}
    assert paths == {"line", "unique"}


def test_a_picture_has_totals() -> None:
    """Under its column stands how many mutants a technique kills, and how many it alone."""
    found = list(texts(picture(MATRIX)))

    rows = {text: y for x, y, text in found if x == 0}
    numbers = {name: [text for x, y, text in found if y == rows[name] and x] for name in ("killed", "by it alone")}

    assert numbers == {"killed": ["2", "1"], "by it alone": ["1", "0"]}


def test_a_picture_says_what_it_shows() -> None:
    """Who cannot see it is read its title."""
    svg = picture(MATRIX)

    assert svg.attrib["role"] == "img"
    assert svg.findtext(f"{SVG}title") == "Which technique kills which of 3 mutants"


def test_a_picture_shows_what_looks_like_a_tag() -> None:
    """A name may have signs that mean something else in a picture."""
    svg = picture(replace(MATRIX, mutants=(replace(SKIPS, name="takes <b> & </svg>"),)))

    assert "takes <b> & </svg>" in {text for _, _, text in texts(svg)}


def test_what_no_technique_kills_stands_out_in_a_picture() -> None:
    """The name of a mutant that survives everywhere is bold, and no other mutant's is."""
    kinds = {text.text: text.attrib["class"] for text in picture(MATRIX).iter(f"{SVG}text")}

    assert {mutant.name: kinds[mutant.name] for mutant in MATRIX.mutants} == {
        "skips-one": "",
        "swaps-words": "",
        "hides": "strong",
    }


def test_a_picture_is_readable_on_a_dark_page() -> None:
    """Where the reader prefers dark pages the colours are others."""
    style = picture(MATRIX).findtext(f"{SVG}style") or ""

    assert "@media (prefers-color-scheme: dark) {\n  text { fill: " in style


@pytest.mark.parametrize(
    "techniques", [pytest.param(("unit",), id="one column"), pytest.param(tuple("abcdefgh"), id="eight columns")]
)
def test_a_picture_has_room_for_its_last_word(techniques: tuple[str, ...]) -> None:
    """Neither the last column nor the legend reaches over the edge."""
    svg = picture(replace(MATRIX, techniques=techniques))

    left, top, width, height = map(int, svg.attrib["viewBox"].split())

    assert (left, top, f"{width}") == (0, 0, svg.attrib["width"])
    assert max(x + LETTER * len(text) for x, _, text in texts(svg)) <= width
    assert max(y for _, y, _ in texts(svg)) + 13 <= height


def test_names_of_techniques_do_not_run_into_each_other() -> None:
    """The longest names that the kit has stand side by side."""
    svg = picture(replace(MATRIX, techniques=("integration", "concurrency")))

    place = {text: x for x, _, text in texts(svg)}

    assert place["concurrency"] - place["integration"] >= LETTER * len("concurrency")


def test_every_format_has_a_suffix() -> None:
    """What can be printed can be written to a file, whose name tells what it is."""
    assert sorted(SUFFIXES.values()) == sorted(FORMATS)


@pytest.mark.parametrize("format_", sorted(FORMATS))
def test_the_same_matrix_is_shown_the_same(format_: str) -> None:
    """The order in which runs end, which is another each time, leaves no trace in a file that is compared."""
    other = replace(MATRIX, kills=dict(reversed(list(MATRIX.kills.items()))))

    assert FORMATS[format_](other) == FORMATS[format_](MATRIX)
