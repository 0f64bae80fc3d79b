"""Applying a mutant to its source."""

import re
from dataclasses import replace

import pytest

from workshop.errors import AuthorError
from workshop.mutants.mutant import Mutant

SOURCE = "def following(number):\n    return number + 1\n"
MUTANT = Mutant("skips-one", "rules.py", "number + 1", "number + 2", why="Every other number is lost.")


def test_mutated_source_differs_in_one_place() -> None:
    """Everything else stays."""
    assert MUTANT.applied_to(SOURCE) == "def following(number):\n    return number + 2\n"


@pytest.mark.parametrize(
    ("mutant", "reason"),
    [
        pytest.param(
            replace(MUTANT, old="number+1"), "`old` must occur once, but occurs 0 times: 'number+1'", id="nowhere"
        ),
        pytest.param(replace(MUTANT, old="number"), "`old` must occur once, but occurs 2 times: 'number'", id="twice"),
        pytest.param(
            replace(MUTANT, new="number +"),
            "the mutated file doesn't compile: line 2: invalid syntax",
            id="a syntax error",
        ),
        pytest.param(
            replace(MUTANT, new="number\n    nonlocal x"),
            "the mutated file doesn't compile: line 3: no binding for nonlocal 'x' found",
            id="an error of the compiler",
        ),
        pytest.param(replace(MUTANT, new="number + 1"), "`new` doesn't change the program", id="no change"),
        pytest.param(replace(MUTANT, new="number+1"), "`new` doesn't change the program", id="only spaces"),
        pytest.param(replace(MUTANT, new="number + 1  # one"), "`new` doesn't change the program", id="only a comment"),
    ],
)
def test_mutant_that_cannot_be_applied_is_an_error(mutant: Mutant, reason: str) -> None:
    """The message names the mutant, its file and the reason."""
    with pytest.raises(AuthorError, match=f"^{re.escape(f'mutant skips-one: rules.py: {reason}')}$"):
        mutant.applied_to(SOURCE)
