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
    """A hint; `about` is the name of a mutant or EXERCISE, `number` counts from 1 to `of`, `code` may be empty.

    `after` is what to say below the last hint about a topic.
    """

    about: str
    title: str
    number: int
    of: int
    text: str
    code: str = ""  # lines of the program, or a diff
    after: str = ""


def instead_of_hint(exercise: Exercise, *, is_done: bool, to_fix: str) -> str:
    """Return what comes before any hint: that the exercise is done, or else what is `to_fix`; "" if nothing does."""
    return f"{exercise.name} is done, so there's no hint to give." if is_done else to_fix


def next_hint(
    exercise: Exercise, killed: Collection[str], given: Mapping[str, int], wanted: Mutant | None = None
) -> Hint:
    """Return the next hint, given how many hints the learner has had about each topic.

    As long as no mutant is killed, and once none survives, the hints are those of the exercise, on how to begin; else
    they are about the first survivor. After the last hint about a topic, the same one is returned again. With `wanted`,
    the hint is about that mutant, which survives.
    """
    survivors = [mutant for mutant in exercise.mutants if mutant.name not in killed]
    if wanted or (killed and survivors):
        return _hint_about(exercise, wanted or survivors[0], given, LAST if len(survivors) > 1 else LAST_OF_ALL)
    texts = exercise.hints
    number = _next_number(given.get(EXERCISE, 0), len(texts))
    after = LAST_TO_BEGIN if number == len(texts) else ""
    return Hint(EXERCISE, exercise.title, number, len(texts), texts[number - 1], after=after)


def _hint_about(exercise: Exercise, mutant: Mutant, given: Mapping[str, int], last: str) -> Hint:
    """Return the next hint about a mutant: the rule it breaks, then the kind of input and the line, then the diff."""
    rule = exercise.broken_rule(mutant)
    broken = f"It breaks rule {rule.number}: {rule.sentence}" if rule else f"It breaks a rule: {mutant.rule}"
    place, change = _lines_with(mutant.old, exercise.subject.read(mutant.file)), diff(mutant, exercise.subject)
    where = f"{mutant.hint}\n\nIt changes the program here:"
    texts = [(broken, ""), (where, place), ("What it changes:", change)]
    number = _next_number(given.get(mutant.name, 0), len(texts))
    text, code = texts[number - 1]
    after = last if number == len(texts) else ""
    return Hint(mutant.name, f"Mutant {exercise.numbers[mutant.name]}", number, len(texts), text, code, after)


def _lines_with(part: str, text: str) -> str:
    """Return the whole lines of a text that a part of it is in."""
    before, _, after = text.partition(part)
    rest = "" if part.endswith("\n") else after.partition("\n")[0]
    return (before.rpartition("\n")[2] + part + rest).strip("\n")


def _next_number(given: int, last: int) -> int:
    return min(given, last - 1) + 1
