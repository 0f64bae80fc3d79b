"""Finds out whether tests seem to read the source of the program, and makes more correct programs against that."""

from collections.abc import Iterable, Iterator
from itertools import islice
from random import Random

from workshop.judging.runs import Runs
from workshop.variants.rewrite import rewritten
from workshop.variants.variant import Variant

MORE = 6  # each halves the tests that pass or fail by the look of a source
DRAWS = 60  # a small program has few versions, and then these are likely to find all


def programs_against_readers(runs: Runs, correct: Iterable[Variant], order: Random) -> list[Variant]:
    """Return some more versions of the subject, the first of the correct programs, if a test seems to read its source.

    That is one that passes on the subject each time, and fails on the same program in other words. Of many tests that
    take a source for correct by chance, some would pass on all correct programs, and fail on mutants.
    """
    subject, *others = correct
    passed = runs.accepted([subject.name])
    in_other_words = [runs.first_on(each.name) for each in others if each.is_rewritten]
    if any(run.outcome(test).status == "failed" for run in in_other_words for test in passed):
        return [*islice(_versions(subject, others, order), MORE)]
    return []


def _versions(subject: Variant, others: Iterable[Variant], order: Random) -> Iterator[Variant]:
    known = [subject.files, *(each.files for each in others)]
    for _ in range(DRAWS):
        files = {file: rewritten(text, order) for file, text in subject.files.items()}
        if files not in known:
            known.append(files)
            yield Variant(f"{subject.name} in other words, version {len(known)}", files, is_rewritten=True)
