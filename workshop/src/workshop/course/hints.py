"""Gives one hint after another: those of the exercise, and then, of a mutant, the kind of input, the rule, the diff."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from workshop.course.exercise import Exercise
from workshop.mutants.mutant import Mutant

EXERCISE = ""  # what a hint is about that is about no mutant


@dataclass(frozen=True)
class Hint:
    """A hint: `about` which mutant, by its name, or the exercise, which of how many, and a diff if it has one."""

    about: str
    title: str
    number: int
    of: int
    text: str
    diff: str = ""


def next_hint(
    exercise: Exercise, killed: Collection[str], given: Mapping[str, int], wanted: Mutant | None = None
) -> Hint:
    """Return the hint that comes next, where so many have been `given` of each kind: first those of the exercise.

    The last one of a kind is given again. With a mutant that is `wanted` it is about that one.
    """
    survivors = [mutant for mutant in exercise.mutants if mutant.name not in killed]
    last = len(exercise.hints) - 1
    count = given.get(EXERCISE, 0)
    if wanted or (survivors and count > last):
        return _about(exercise, wanted or survivors[0], given)
    return Hint(EXERCISE, exercise.title, min(count, last) + 1, last + 1, exercise.hints[min(count, last)])


def _about(exercise: Exercise, mutant: Mutant, given: Mapping[str, int]) -> Hint:
    diff = mutant.diff(exercise.subject.read(mutant.file), mutant.file)
    texts = [(mutant.hint, ""), (f"The rule that it breaks: {mutant.rule}", ""), ("What is changed in it:", diff)]
    count = min(given.get(mutant.name, 0), len(texts) - 1)
    text, shown = texts[count]
    return Hint(mutant.name, f"Mutant {exercise.numbers[mutant.name]}", count + 1, len(texts), text, shown)
