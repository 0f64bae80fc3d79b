"""Which rules of an exercise a class doesn't test: the survivors of all learners, grouped by the rule they break."""

from collections.abc import Iterable
from dataclasses import dataclass

from workshop.grading.grade import Grade, judged_by_exercise


@dataclass(frozen=True)
class RuleCoverage:
    """A rule of an exercise, and the learners, of the `handed_in`, whose tests let one of its mutants survive.

    `sentence` is the part of the rule whose mutants survive most often.
    """

    exercise: str
    rule: int
    sentence: str
    learners_missing: tuple[str, ...]
    handed_in: int

    @property
    def share_missing(self) -> float:
        """The share of learners who let a mutant of it survive, from 0 to 1."""
        return len(self.learners_missing) / self.handed_in


def rule_coverage(grades: Iterable[Grade]) -> list[RuleCoverage]:
    """Return the coverage of each rule that mutants break, by exercise and number.

    Raises AuthorError if the README of an exercise can't be read.
    """
    return [each for _, own in sorted(judged_by_exercise(grades).items()) for each in _of_exercise(own)]


def _of_exercise(grades: list[Grade]) -> list[RuleCoverage]:
    exercise = grades[0].submission.exercise
    missing: dict[int, dict[str, list[str]]] = {}  # learners by rule and sentence
    for mutant in exercise.mutants:
        if rule := exercise.broken_rule(mutant):
            learners = [grade.submission.learner for grade in grades if mutant.name in grade.verdict.survivors]
            missing.setdefault(rule.number, {}).setdefault(rule.sentence, []).extend(learners)
    return [
        RuleCoverage(
            exercise.name,
            number,
            max(by_sentence, key=lambda sentence: len(by_sentence[sentence])),
            tuple(dict.fromkeys(learner for learners in by_sentence.values() for learner in learners)),
            len(grades),
        )
        for number, by_sentence in sorted(missing.items())
    ]
