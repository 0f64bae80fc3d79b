"""Makes any text safe to show: on a terminal, in a file, and in a web page.

A learner's text can hold anything: sequences that rewrite what a terminal shows, marks that reverse the order of what
follows (https://trojansource.codes), halves of surrogate pairs, which can't be encoded, and two characters that XML
forbids.
"""

import re

UNPRINTABLE = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff"  # but tabs, line breaks
IN_A_LINE = re.compile(f"[\t\n{UNPRINTABLE}]")
IN_LINES = re.compile(f"[{UNPRINTABLE}]")


def printable(text: str) -> str:
    r"""Return a text as one line that any terminal and file can take: an escape character is shown as `\x1b`.

    Also escaped are all other control characters, line breaks, overrides of the direction and lone surrogates.
    """
    return IN_A_LINE.sub(_escaped, text)


def printable_lines(text: str) -> str:
    """Return the same of a text that may have several lines, with its line breaks and tabs kept."""
    return IN_LINES.sub(_escaped, text.replace("\r\n", "\n"))


def _escaped(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode("ascii")
