"""Reads a web page: its elements and texts, as a browser would find them."""

from html.parser import HTMLParser

EMPTY = {"br", "input", "meta"}  # elements without an end


class PageReader(HTMLParser):
    """The texts, the elements, and the rows of the tables of a page, by the name of their section.

    A row is its cells' texts; `attributes` has those of each element with this name. `open` is what isn't closed.
    """

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.elements: list[str] = []
        self.attributes: dict[str, list[dict[str, str | None]]] = {}
        self.rows: dict[str, list[list[str]]] = {}
        self.open: list[str] = []
        self._section = ""
        self.feed(page)

    @property
    def text(self) -> str:
        """All text, with each white space as one space."""
        return " ".join("".join(self.texts).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Record an element."""
        self.elements.append(tag)
        self.attributes.setdefault(tag, []).append(dict(attrs))
        if tag == "section":
            self._section = f"{dict(attrs)['id']}"
        elif tag == "tr":
            self.rows.setdefault(self._section, []).append([])
        elif tag in ("th", "td"):
            self.rows[self._section][-1].append("")
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Record the end of the innermost element."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Record a text."""
        self.texts.append(data)
        if {"th", "td"} & {*self.open}:
            self.rows[self._section][-1][-1] += data.replace("\xa0", " ")
