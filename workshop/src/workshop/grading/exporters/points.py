"""The grades as learning platforms count them: for each learner, points for each exercise."""

from collections.abc import Sequence

from workshop.grading.grade import Grade, by_learner

POINTS = 100  # for an exercise whose mutants are all killed


def exercises_of(grades: Sequence[Grade]) -> list[str]:
    """Return the names of the exercises in the grades, sorted."""
    return sorted({grade.submission.exercise.name for grade in grades})


def points_by_learner(grades: Sequence[Grade]) -> dict[str, list[str]]:
    """Return each learner's points for the exercises in the grades, sorted by name; all have grades for the same ones.

    They're 0 for an exercise that's missing or can't be judged.
    """
    exercises = exercises_of(grades)
    return {
        learner: [f"{POINTS * own[name].score:.2f}" for name in exercises]
        for learner, own in by_learner(grades).items()
    }
