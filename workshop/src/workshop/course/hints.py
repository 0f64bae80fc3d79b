"""Chooses the next hint: first those of the exercise, then three about a surviving mutant."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from workshop.course.exercise import Exercise
from workshop.mutants.mutant import Mutant

EXERCISE = ""  # the topic of a hint that isn't about a mutant


@dataclass(frozen=True)
class Hint:
    """A hint; `about` is the name of a mutant or EXERCISE, `number` counts from 1 to `of`, `diff` may be empty."""

    about: str
    title: str
    number: int
    of: int
    text: str
    diff: str = ""


def next_hint(
    exercise: Exercise, killed: Collection[str], given: Mapping[str, int], wanted: Mutant | None = None
) -> Hint:
    """Return the next hint, given how many hints the learner has had about each topic.

    The hints of the exercise come first, then those about the first survivor. After the last hint about a topic, the
    same one is returned again. With `wanted`, the hint is about that mutant.
    """
    survivors = [mutant for mutant in exercise.mutants if mutant.name not in killed]
    last = len(exercise.hints) - 1
    count = given.get(EXERCISE, 0)
    if wanted or (survivors and count > last):
        return _hint_about(exercise, wanted or survivors[0], given)
    return Hint(EXERCISE, exercise.title, min(count, last) + 1, last + 1, exercise.hints[min(count, last)])


def _hint_about(exercise: Exercise, mutant: Mutant, given: Mapping[str, int]) -> Hint:
    """Return the next hint about a mutant: the kind of input, then the rule it breaks, then the diff."""
    diff = mutant.diff(exercise.subject.read(mutant.file), mutant.file)
    texts = [(mutant.hint, ""), (f"The rule it breaks: {mutant.rule}", ""), ("What it changes:", diff)]
    count = min(given.get(mutant.name, 0), len(texts) - 1)
    text, shown = texts[count]
    return Hint(mutant.name, f"Mutant {exercise.numbers[mutant.name]}", count + 1, len(texts), text, shown)
