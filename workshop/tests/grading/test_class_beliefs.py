"""What a class believes is found in tests that are really judged, however they are written, and nothing else is."""

from collections.abc import Collection
from contextlib import closing
from pathlib import Path

import pytest

from tests.grading.conftest import HandIn, submissions_in
from tests.grading.planted import HONEST, PLANTED, suite
from workshop.grading.grader import Grader
from workshop.grading.journal import Journal
from workshop.grading.kit import read_kit
from workshop.grading.misconceptions import Misconception, misconceptions

EXERCISES = Path(__file__).parents[2] / "exercises"
LEARNERS = 60
FEWEST = 5  # learners with a misconception; the next one about the same exercise has one more


@pytest.mark.slow
def test_all_planted_misconceptions_are_found_and_none_is_invented(hand_in: HandIn, tmp_path: Path) -> None:
    """Each is found once, with all its wordings and its rule; learners who test too little have none."""
    folders = [tmp_path / "class" / f"{number}" for number in range(LEARNERS)]
    expected = {}
    for exercise in {each.exercise for each in PLANTED}:
        others = [folder.name for folder in folders]
        for number, each in enumerate(each for each in PLANTED if each.exercise == exercise):
            believers, others = others[: FEWEST + number], others[FEWEST + number :]
            hand_in_all(hand_in, exercise, believers, each.wordings)
            expected[each.claim] = (exercise, each.rule, {*believers})
        hand_in_all(hand_in, exercise, others, HONEST[exercise])

    found = beliefs(tmp_path, folders, {each.exercise for each in PLANTED})

    assert {each.title: (each.exercise, each.rule, {*each.learners}) for each in found} == expected


def hand_in_all(hand_in: HandIn, exercise: str, learners: Collection[str], tests: tuple[str, ...]) -> None:
    """Let learners hand in these tests in turn."""
    for number, learner in enumerate(learners):
        hand_in(learner, suite(exercise, tests[number % len(tests)]), f"answers/{exercise}/test_it.py")


def beliefs(root: Path, folders: list[Path], exercises: Collection[str]) -> list[Misconception]:
    """Judge the tests in the folders of a class, and return what it believes."""
    with read_kit([EXERCISES / name for name in sorted(exercises)]) as kit, Journal(root / "journal") as journal:
        submissions = submissions_in(kit, *folders)
        with closing(Grader(kit, journal, root, jobs=2, limit=300).grade(submissions)) as grades:
            return misconceptions([*grades])
