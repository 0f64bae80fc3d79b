"""Every color and symbol is defined in one place."""

import re
from pathlib import Path

import pytest

import workshop
from workshop.reports import theme

SOURCES = Path(workshop.__file__).parent
SYMBOLS = [
    *(mark.symbol for mark in (theme.GOOD, theme.BAD, theme.KILLED, theme.KILLED_ALONE, theme.SURVIVED)),
    *(theme.DONE_IN_MARKDOWN, theme.NOT_DONE_IN_MARKDOWN),
]
COLOR = re.compile(r"""#[0-9a-f]{6}\b|style="|"(bold|dim|red|green|yellow|cyan)\b""")


@pytest.mark.parametrize("package", ["cli", "grading", "reports", "course"])
def test_only_the_theme_defines_colors_and_symbols(package: str) -> None:
    """Commands and reports take colors and symbols from the theme."""
    files = {path.name: path.read_text(encoding="utf-8") for path in (SOURCES / package).glob("*.py")}

    found = {name for name, text in files.items() if COLOR.search(text) or any(symbol in text for symbol in SYMBOLS)}

    assert files
    assert found - {"theme.py"} == set()


def test_marks_can_be_told_apart_without_colors() -> None:
    """Marks that appear together have different symbols."""
    assert len({theme.GOOD.symbol, theme.WARNING.symbol, theme.BAD.symbol}) == 3
    assert len({theme.KILLED.symbol, theme.KILLED_ALONE.symbol, theme.SURVIVED.symbol}) == 3
