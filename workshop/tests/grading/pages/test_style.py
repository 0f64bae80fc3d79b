"""The colors of the web pages can be read in both themes."""

import re

import pytest

from workshop.grading.pages.elements import STYLE

ENOUGH = 4.5  # the contrast of text that WCAG 2.2 asks for, level AA
ON_SCREEN = STYLE.partition("@media print")[0]
LIGHT, DARK = (
    dict(re.findall(r"--(\w+): #(\w{6})", block)) for block in re.findall(r":root \{([^}]*--paper[^}]*)\}", ON_SCREEN)
)
SHADES = re.findall(r"\{ background: color-mix\(in srgb, var\(--(\w+)\) (\d+)%, var\(--paper\)\) \}", ON_SCREEN)
Color = tuple[float, ...]  # red, green and blue, from 0 to 1


def color(digits: str) -> Color:
    """Return a color from its hexadecimal digits."""
    return tuple(int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4))


def mixed(one: Color, percent: int, other: Color) -> Color:
    """Return a color mixed of this share of one, in percent, and the rest of the other, as CSS mixes them."""
    return tuple((percent * a + (100 - percent) * b) / 100 for a, b in zip(one, other, strict=True))


def luminance(color: Color) -> float:
    """Return the relative luminance as WCAG defines it."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    """Return the contrast of two colors, from 1 to 21."""
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_text_has_enough_contrast(theme: dict[str, str]) -> None:
    """On the page, and on every shade of the map."""
    colors = {name: color(digits) for name, digits in theme.items()}
    shades = [mixed(colors[name], int(percent), colors["paper"]) for name, percent in SHADES]

    assert len(shades) == 5
    assert min(contrast(colors["ink"], shade) for shade in shades) > ENOUGH
    assert min(contrast(colors[name], colors["paper"]) for name in ("ink", "quiet", "link")) > ENOUGH


def test_the_themes_have_the_same_colors() -> None:
    """One that's set for light pages only can't be read on a dark one; one that isn't set has no effect."""
    assert [*LIGHT] == [*DARK]
    assert {*re.findall(r"var\(--(\w+)\)", STYLE)} == {*LIGHT}
