"""Finds what's missing in the texts and mutants of an exercise; runs nothing."""

from collections.abc import Iterator

from workshop.course.exercise import CORRECT, README, TABLE, Exercise

MUTANTS = range(5, 13)  # how many an exercise may have
FEWEST_HINTS = 3
TODO = "TODO:"  # marks what the author of a skeleton has yet to write


def text_problems(exercise: Exercise) -> Iterator[str]:
    """Yield a line for each part of an exercise that is missing or unfinished."""
    for name in (README, exercise.subject.path.name, TABLE):
        if TODO in exercise.read(name):
            yield f"{name}: still contains {TODO!r}"
    for name in exercise.drafts:
        yield f"{name}: is a draft: read it, and delete its line `draft = true`"
    if len(exercise.mutants) not in MUTANTS:
        yield f"the number of mutants is {len(exercise.mutants)}: it must be {MUTANTS[0]} to {MUTANTS[-1]}"
    if len(exercise.hints) < FEWEST_HINTS:
        yield f"the number of hints is {len(exercise.hints)}: it must be {FEWEST_HINTS} or more"
    if not all(hint.strip() for hint in exercise.hints):
        yield "has an empty hint"
    if not any((exercise.folder / CORRECT).glob("*.py")):
        yield f"has no other correct program in {CORRECT}/"
    if not exercise.bad_suites():
        yield "has no bad suites"


def mutant_problems(exercise: Exercise) -> Iterator[str]:
    """Yield a line for each text of a mutant that is missing, and for each that names no whole rule of the README."""
    for mutant in exercise.mutants:
        for key, value in (("why", mutant.why), ("hint", mutant.hint), ("rule", mutant.rule)):
            if not value.strip():
                yield f"mutant {mutant.name}: has no {key}"
        rule = exercise.broken_rule(mutant)
        if rule is None:
            yield f"mutant {mutant.name}: no numbered rule in {README} has a sentence with {mutant.rule!r}"
        elif rule.sentence.endswith(":"):
            yield f"mutant {mutant.name}: a hint quotes its rule, {rule.sentence!r}, without what follows the colon"
