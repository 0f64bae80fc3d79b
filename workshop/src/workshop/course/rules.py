"""The numbered rules in the README of an exercise."""

import re
from dataclasses import dataclass

RULE = re.compile(r"^(?P<number>\d+)\. (?P<text>.+(?:\n+ +.+)*)", re.MULTILINE)  # an item of a numbered list
SENTENCE_START = re.compile(r"(?<=[.!?]) (?=[A-Z`])")  # the space before it


@dataclass(frozen=True)
class Rule:
    """A whole sentence of a rule, and the `number` of the rule."""

    number: int
    sentence: str


def find_rule(readme: str, words: str) -> Rule | None:
    """Return the first sentence of a numbered rule in a README that has these words, None if there is none.

    A line break counts as a space, and an empty line ends a sentence.
    """
    wanted = " ".join(words.split())
    for rule in RULE.finditer(readme):
        for paragraph in re.split(r"\n\s*\n", rule["text"]):
            for sentence in SENTENCE_START.split(" ".join(paragraph.split())):
                if wanted in sentence:
                    return Rule(int(rule["number"]), sentence)
    return None
