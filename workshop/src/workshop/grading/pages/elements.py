"""What the web pages are made of. Each page is one file, which loads nothing and runs no script but ours."""

import re
from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from importlib import resources

from workshop.reports.printable import printable, printable_lines

FILES = resources.files("workshop.grading.pages")
STYLE = (FILES / "page.css").read_text(encoding="utf-8")
SCRIPT = (FILES / "page.js").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Cell:
    """A cell of a table: its content as HTML, its classes, and what it's sorted by unless that's its text."""

    html: str
    kind: str = ""
    value: float | None = None


def page(title: str, *parts: str, script: str = "") -> str:
    """Return a page with these parts, which are HTML, below its title; a browser refuses everything else in it."""
    allowed = f"default-src 'none'; style-src '{_hash(STYLE)}'"
    if script:
        allowed += f"; script-src '{_hash(script)}'"
    inside = "\n".join(filter(None, parts))
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="{allowed}">
<title>{shown_line(title)}</title>
<style>{STYLE}</style>
</head>
<body>
<main>
<h1>{shown_line(title)}</h1>
{inside}
</main>
{f"<script>{script}</script>" if script else ""}
</body>
</html>
"""


def section(name: str, heading: str, *parts: str) -> str:
    """Return a section with a heading; `name` is how links lead to it."""
    inside = "\n".join(filter(None, parts))
    return f'<section id="{name}">\n<h2 id="{name}-heading">{heading}</h2>\n{inside}\n</section>'


def table(name: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]], total: Sequence[Cell] = ()) -> str:
    """Return the table of the section `name`, which can be sorted, and is scrolled in a box of its own.

    The first cell of a row is its head. The cells of `total` stay below all rows.
    """
    head = "".join(f'<th scope="col">{each}</th>' for each in heads)
    body = "\n".join(map(_row, rows))
    foot = f"<tfoot>{_row(total)}</tfoot>\n" if total else ""
    return (
        f'<div class="scroll" role="region" aria-labelledby="{name}-heading" tabindex="0">\n<table>\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n{foot}</table>\n</div>"
    )


def items(contents: Iterable[str]) -> str:
    """Return contents, which are HTML, as a list."""
    return f"<ul>{''.join(f'<li>{each}</li>' for each in contents)}</ul>"


def shown(text: str) -> str:
    """Return HTML that shows a text, which may be a learner's, with its lines."""
    return escape(printable_lines(text))


def shown_line(text: str) -> str:
    """Return the same of a text that's shown in one line, such as a name."""
    return escape(printable(text))


def shown_markdown(text: str) -> str:
    """Return the same of a line of ours, with what's between backticks as code."""
    return re.sub("`([^`]+)`", r"<code>\1</code>", shown_line(text))


def _row(cells: Sequence[Cell]) -> str:
    head, *others = cells
    return f'<tr><th scope="row"{_attributes(head)}>{head.html}</th>{"".join(map(_cell, others))}</tr>'


def _cell(cell: Cell) -> str:
    return f"<td{_attributes(cell)}>{cell.html}</td>"


def _attributes(cell: Cell) -> str:
    kind = f' class="{cell.kind}"' if cell.kind else ""
    return kind if cell.value is None else f'{kind} data-value="{cell.value:.6g}"'


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
