"""Hints and diffs as a terminal shows them."""

from io import StringIO

from rich.console import Console

from workshop.reports.hint_text import diff_text


def test_a_line_of_a_diff_is_shown_as_one() -> None:
    """A form feed in it is escaped, like all that a terminal would obey."""
    out = StringIO()

    Console(file=out).print(diff_text(" B = 'a\fb'\n-A = 1\n+A = 2\n"))

    assert out.getvalue() == " B = 'a\\x0cb'\n-A = 1\n+A = 2\n"
