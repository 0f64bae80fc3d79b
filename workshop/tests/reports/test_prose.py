"""Sentences are wrapped on a terminal, and what can be copied from them is not."""

from io import StringIO

import pytest
from rich.text import Text

from workshop.reports.console import PrintableConsole
from workshop.reports.prose import Prose

LONG = "exercises/04-properties-round-trip/README.md"


def printed(text: Text, *, is_terminal: bool = True) -> list[str]:
    """Return the lines that a terminal of 30 columns, or a file, gets."""
    console = PrintableConsole(file=StringIO(), width=30, force_terminal=is_terminal, color_system=None)
    with console.capture() as captured:
        console.print(Prose(text), crop=False)
    return captured.get().splitlines()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("One line of a few words.", ["One line of a few words."], id="that fits"),
        pytest.param(
            "The first mutant is killed by a test.", ["The first mutant is killed by", "a test."], id="of words"
        ),
        pytest.param(f"Read {LONG} now.", ["Read", f"{LONG} now."], id="with a long path"),
        pytest.param("You've killed them all (9 s).", ["You've killed them all (9 s)."], id="with seconds that fit"),
        pytest.param("You have killed them all (0.2 s).", ["You have killed them all", "(0.2 s)."], id="with seconds"),
        pytest.param(
            "Stuck? Try `workshop hint 04-properties-round-trip 3`.",
            ["Stuck? Try", "`workshop hint 04-properties-round-trip 3`."],
            id="with a long command",
        ),
        pytest.param(
            "Read it, then run\n\n    workshop check 04-properties-round-trip",
            ["Read it, then run", "", "    workshop check 04-properties-round-trip"],
            id="with a command on its own line",
        ),
    ],
)
def test_a_terminal_gets_lines_wrapped_between_words(text: str, expected: list[str]) -> None:
    """A path or a command that is longer than a line stays whole."""
    assert printed(Text(text)) == expected


def test_a_file_gets_the_lines_as_they_are() -> None:
    """It may be read in a window of any width."""
    text = "A sentence that is longer than thirty columns."

    assert printed(Text(text), is_terminal=False) == [text]


def test_styles_stay_with_their_words() -> None:
    """Wrapping moves no color."""
    text = Text.assemble("The long name of a test: ", ("`workshop check 04`", "bold"), " now")
    console = PrintableConsole(file=StringIO(), width=30, force_terminal=True, color_system="standard")

    with console.capture() as captured:
        console.print(Prose(text), crop=False)

    assert captured.get() == "The long name of a test:\n\x1b[1m`workshop check 04`\x1b[0m now\n"
