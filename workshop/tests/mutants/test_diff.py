"""The diff of a mutant: what it changes, without planting it."""

from pathlib import Path

import pytest

from workshop.errors import AuthorError
from workshop.mutants.catalogue import Catalogue
from workshop.mutants.diff import diff, diff_of_commit
from workshop.mutants.mutant import Mutant
from workshop.mutants.planting import plant
from workshop.mutants.subject import Subject

NO_END = "\\ No newline at end of file"
DIFF = [
    "--- a/src/counter.py",
    "+++ b/src/counter.py",
    "@@ -3,7 +3,7 @@",
    " ",
    " def following(number: int) -> int:",
    '     """Return the number that comes next."""',
    "-    return number + 1",
    "+    return number + 2",
    " ",
    " ",
    " def is_even(number: int) -> bool:",
]


def test_diff_shows_the_change_in_its_file(catalogue: Catalogue, mutant: Mutant) -> None:
    """It looks like a diff of git."""
    assert diff_of_commit(mutant, catalogue).splitlines() == DIFF


def test_diff_of_a_planted_mutant_is_the_same(catalogue: Catalogue, mutant: Mutant) -> None:
    """It starts from the committed file, whatever the working tree has."""
    plant(catalogue, mutant)

    assert diff_of_commit(mutant, catalogue).splitlines() == DIFF


def test_diff_needs_no_repository(outside_git: Catalogue) -> None:
    """Without a committed file, it starts from the one in the working tree."""
    assert diff_of_commit(outside_git.mutants[0], outside_git).splitlines() == DIFF


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param("A = 1", ["-A = 1", NO_END, "+A = 2", NO_END], id="without an end"),
        pytest.param("B = 'a\fb'\nA = 1\n", [" B = 'a\fb'", "-A = 1", "+A = 2"], id="with a form feed"),
    ],
)
def test_every_line_of_a_diff_is_one_of_the_file(text: str, lines: list[str], tmp_path: Path) -> None:
    """As git shows it; what isn't the end of a line for Python isn't one here."""
    (tmp_path / "one.py").write_text(text, encoding="utf-8", newline="\n")
    mutant = Mutant("two", "one.py", "A = 1", "A = 2", why="")

    assert diff(mutant, Subject(tmp_path / "one.py")).split("\n")[3:-1] == lines


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        pytest.param(
            Mutant("bad", "counter.py", "number + 9", "", why=""),
            "`old` must occur once, but occurs 0 times",
            id="no such text",
        ),
        pytest.param(Mutant("bad", "counting.py", "number + 1", "", why=""), "No such file", id="no such file"),
    ],
)
def test_mutant_that_cannot_be_applied_has_no_diff(outside_git: Catalogue, bad: Mutant, message: str) -> None:
    """The catalogue is wrong."""
    with pytest.raises(AuthorError, match=message):
        diff(bad, outside_git.subject)
