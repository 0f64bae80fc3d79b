"""The sentence of a rule is found by some of its words."""

import pytest

from workshop.course.rules import Rule, find_rule

README = """# Letters

A letter weighs something.

## The rules

1. The price is in cents. Both weights of a line
   belong to its band:

   | weight    | price |
   |-----------|-------|
   | 1 to 20 g | 95    |

2. `postage` raises `ValueError` if a letter weighs less than 0.5 g. `None` has no weight.
"""


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        pytest.param("in cents", Rule(1, "The price is in cents."), id="the first sentence"),
        pytest.param("of a line belong", Rule(1, "Both weights of a line belong to its band:"), id="across lines"),
        pytest.param("of a\nline", Rule(1, "Both weights of a line belong to its band:"), id="words across lines"),
        pytest.param(
            "less than",
            Rule(2, "`postage` raises `ValueError` if a letter weighs less than 0.5 g."),
            id="a decimal point",
        ),
        pytest.param("no weight", Rule(2, "`None` has no weight."), id="a sentence that begins with code"),
    ],
)
def test_sentence_with_the_words_is_found(words: str, rule: Rule) -> None:
    """It's the whole sentence, with the number of the rule."""
    assert find_rule(README, words) == rule


@pytest.mark.parametrize("words", ["weighs something", "in cents. Both", "in dollars"])
def test_words_that_no_sentence_of_a_rule_has_are_not_found(words: str) -> None:
    """They may be outside the rules, in two sentences, or nowhere."""
    assert find_rule(README, words) is None
