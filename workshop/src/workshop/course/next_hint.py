"""Chooses the next hint: before the first kill those of the exercise, then three about a surviving mutant."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from workshop.course.exercise import Exercise
from workshop.mutants.diff import diff
from workshop.mutants.mutant import Mutant

EXERCISE = ""  # the topic of a hint that isn't about a mutant
LAST_TO_BEGIN = "That's the last hint for the beginning. Kill a first mutant, and there are hints about the next."
LAST = "That's the last hint about this mutant. Kill it, and there are hints about the next."
LAST_OF_ALL = "That's the last hint about this mutant, and it's the last mutant."


@dataclass(frozen=True)
class Hint:
    """A hint; `about` is the name of a mutant or EXERCISE, `number` counts from 1 to `of`, `diff` may be empty.

    `after` is what to say below the last hint about a topic.
    """

    about: str
    title: str
    number: int
    of: int
    text: str
    diff: str = ""
    after: str = ""


def why_no_hint(exercise: Exercise, killed: Collection[str], *, is_done: bool, check: str) -> str:
    """Return why there's no hint to give, "" if there is one; `check` says what shows which tests to fix."""
    if is_done:
        return f"{exercise.name} is done, so there's no hint to give."
    if len(killed) == len(exercise.mutants):
        return f"Every mutant is killed: fix the tests that {check} names, and you're done."
    return ""


def next_hint(
    exercise: Exercise, killed: Collection[str], given: Mapping[str, int], wanted: Mutant | None = None
) -> Hint:
    """Return the next hint, given how many hints the learner has had about each topic.

    As long as no mutant is killed, the hints are those of the exercise, on how to begin; then they are about the first
    survivor. After the last hint about a topic, the same one is returned again. With `wanted`, the hint is about that
    mutant, which survives.
    """
    survivors = [mutant for mutant in exercise.mutants if mutant.name not in killed]
    if wanted or killed:
        return _hint_about(exercise, wanted or survivors[0], given, LAST if len(survivors) > 1 else LAST_OF_ALL)
    texts = exercise.hints
    number = _next_number(given.get(EXERCISE, 0), len(texts))
    after = LAST_TO_BEGIN if number == len(texts) else ""
    return Hint(EXERCISE, exercise.title, number, len(texts), texts[number - 1], after=after)


def _hint_about(exercise: Exercise, mutant: Mutant, given: Mapping[str, int], last: str) -> Hint:
    """Return the next hint about a mutant: the rule it breaks, then the kind of input, then the diff."""
    rule = exercise.broken_rule(mutant)
    broken = f"It breaks rule {rule.number}: {rule.sentence}" if rule else f"It breaks a rule: {mutant.rule}"
    texts = [(broken, ""), (mutant.hint, ""), ("What it changes:", diff(mutant, exercise.subject))]
    number = _next_number(given.get(mutant.name, 0), len(texts))
    text, shown = texts[number - 1]
    after = last if number == len(texts) else ""
    return Hint(mutant.name, f"Mutant {exercise.numbers[mutant.name]}", number, len(texts), text, shown, after)


def _next_number(given: int, last: int) -> int:
    return min(given, last - 1) + 1
