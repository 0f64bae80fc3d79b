"""A kill matrix as a picture for light and dark pages."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from tests.reports.matrices import KILL, MATRIX, SKIPS
from workshop.judging.matrix import Matrix
from workshop.reports.matrix_svg import as_svg

LETTER = 7.5  # pixels: the mean width of a bold letter of 13 pixels
SVG = "{http://www.w3.org/2000/svg}"


def picture(matrix: Matrix) -> ET.Element:
    """Return the picture of a matrix, parsed."""
    return ET.fromstring(as_svg(matrix))  # noqa: S314 - we made it


def texts(svg: ET.Element) -> Iterator[tuple[int, int, str]]:
    """Yield the texts of a picture, each with the position of its middle or start."""
    for text in svg.iter(f"{SVG}text"):
        yield int(text.attrib["x"]), int(text.attrib["y"]) - 4, text.text or ""


def shapes(svg: ET.Element) -> dict[tuple[int, int], str]:
    """Return the classes of the shapes in a picture, by the position of their middle."""
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
    """The shape in the row of a mutant and the column of a technique says whether it was killed."""
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


def test_a_picture_has_one_shape_for_each_cell_and_legend_entry() -> None:
    """There are no other shapes."""
    assert Counter(shapes(picture(MATRIX)).values()) == Counter(killed=2 + 1, unique=1 + 1, survived=3 + 1)


def test_shapes_tell_cells_apart_without_colors() -> None:
    """A reader who can't see colors sees a large circle, a diamond and a dot."""
    svg = picture(MATRIX)

    radius = {circle.attrib["class"]: float(circle.attrib["r"]) for circle in svg.iter(f"{SVG}circle")}
    paths = {path.attrib["class"] for path in svg.iter(f"{SVG}path")}

    assert radius == {"killed": 6, "survived": 1.5}
    assert paths == {"line", "unique"}


def test_a_picture_has_totals() -> None:
    """Below the column of a technique: how many mutants it kills, and how many it alone."""
    found = list(texts(picture(MATRIX)))

    rows = {text: y for x, y, text in found if x == 0}
    numbers = {name: [text for x, y, text in found if y == rows[name] and x] for name in ("killed", "by it alone")}

    assert numbers == {"killed": ["2", "1"], "by it alone": ["1", "0"]}


def test_a_picture_has_a_title() -> None:
    """A screen reader reads it out."""
    svg = picture(MATRIX)

    assert svg.attrib["role"] == "img"
    assert svg.findtext(f"{SVG}title") == "Which technique kills which of 3 mutants"


def test_a_name_that_looks_like_a_tag_is_escaped() -> None:
    """A name may contain characters with a meaning in SVG."""
    svg = picture(replace(MATRIX, mutants=(replace(SKIPS, name="takes <b> & </svg>"),)))

    assert "takes <b> & </svg>" in {text for _, _, text in texts(svg)}


def test_a_mutant_that_survives_everywhere_is_bold() -> None:
    """It stands out in the picture, and no other mutant does."""
    kinds = {text.text: text.attrib["class"] for text in picture(MATRIX).iter(f"{SVG}text")}

    assert {mutant.name: kinds[mutant.name] for mutant in MATRIX.mutants} == {
        "skips-one": "",
        "swaps-words": "",
        "hides": "strong",
    }


def test_a_picture_is_readable_on_a_dark_page() -> None:
    """A reader who prefers dark pages gets other colors."""
    style = picture(MATRIX).findtext(f"{SVG}style") or ""

    assert "@media (prefers-color-scheme: dark) {\n  text { fill: " in style


@pytest.mark.parametrize(
    "techniques", [pytest.param(("unit",), id="one column"), pytest.param(tuple("abcdefgh"), id="eight columns")]
)
def test_a_picture_has_room_for_all_texts(techniques: tuple[str, ...]) -> None:
    """Neither the last column nor the legend crosses the edge."""
    svg = picture(replace(MATRIX, techniques=techniques))

    left, top, width, height = map(int, svg.attrib["viewBox"].split())

    assert (left, top, f"{width}") == (0, 0, svg.attrib["width"])
    assert max(x + LETTER * len(text) for x, _, text in texts(svg)) <= width
    assert max(y for _, y, _ in texts(svg)) + 13 <= height


def test_names_of_techniques_do_not_overlap() -> None:
    """Not even the longest ones of the kit, side by side."""
    svg = picture(replace(MATRIX, techniques=("integration", "concurrency")))

    place = {text: x for x, _, text in texts(svg)}

    assert place["concurrency"] - place["integration"] >= LETTER * len("concurrency")
