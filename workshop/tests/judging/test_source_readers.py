"""More correct programs are made where tests seem to read the source, and only there."""

from collections.abc import Mapping
from random import Random

import pytest

from workshop.engine.protocol import Outcome
from workshop.engine.run import Run
from workshop.judging.runs import BACKWARD, RunKey, Runs
from workshop.judging.source_readers import MORE, programs_against_readers
from workshop.variants.variant import Variant

PASSED, FAILED = Outcome("passed"), Outcome("failed", "assertion", "2 == 1")
TEXT = "a == b\nc != d\n"
OTHER = Variant("correct/other.py", {"program.py": "pass\n"})
IN_OTHER_WORDS = Variant("program.py in other words", {"program.py": "b == a\nc != d\n"}, is_rewritten=True)


def programs(outcomes: Mapping[str, Outcome], text: str = TEXT) -> list[Variant]:
    """Return the programs that are made if a test has these outcomes on the correct ones, by default if it passes."""
    subject, runs = Variant("the program", {"program.py": text}), Runs()
    for name, variant in {"subject": subject, "other": OTHER, "rewritten": IN_OTHER_WORDS}.items():
        runs.add(RunKey(variant.name, is_correct=True), Run({"it": outcomes.get(name, PASSED)}))
    again = Run({"it": outcomes.get("again", outcomes.get("subject", PASSED))})
    runs.add(RunKey(subject.name, is_correct=True, reverse=True, seed=BACKWARD), again)
    return programs_against_readers(runs, [subject, OTHER, IN_OTHER_WORDS], Random(0))


@pytest.mark.parametrize(
    "outcomes",
    [
        pytest.param({}, id="passes"),
        pytest.param({"other": FAILED}, id="is over-specified"),
        pytest.param({"subject": FAILED, "rewritten": FAILED}, id="is wrong"),
        pytest.param({"again": FAILED, "rewritten": FAILED}, id="is flaky"),
    ],
)
def test_there_are_no_more_for_a_test_that_calls_the_program(outcomes: dict[str, Outcome]) -> None:
    """It costs no run."""
    assert programs(outcomes) == []


def test_there_are_all_versions_of_a_small_program() -> None:
    """But not those that have run, and each has a name of its own."""
    more = programs({"rewritten": FAILED})

    assert {each.files["program.py"] for each in more} == {"a == b\nd != c\n", "b == a\nd != c\n"}
    assert len({each.name for each in more}) == 2
    assert all(each.is_rewritten for each in more)


def test_there_are_some_versions_of_a_large_program() -> None:
    """Each costs a run."""
    assert len(programs({"rewritten": FAILED}, 9 * TEXT)) == MORE
