"""A check in a browser can go on in another interpreter, from the log of its steps."""

from pathlib import Path

import pytest

from tests.ages import ORIGINAL
from tests.engine.browser_page import LIMIT, ONE, PASSED, THIRD, THREE, TWO, Page
from workshop.engine.browser.engine import CRASHED
from workshop.engine.protocol import Outcome
from workshop.engine.run import Run


def test_steps_are_told_of_with_their_limits(tmp_path: Path) -> None:
    """Collecting the tests may take twice as long as one of them."""
    page = Page(tmp_path, THREE)

    page.run(ORIGINAL)

    assert page.started == [(0, 2 * LIMIT, ""), (1, LIMIT, ONE), (2, LIMIT, TWO), (3, LIMIT, THIRD)]
    assert [*page.finished] == [0, 1, 2, 3]


def test_runs_in_the_log_are_not_repeated(tmp_path: Path) -> None:
    """They aren't reported again."""
    first, second = Page(tmp_path / "first", THREE), Page(tmp_path / "second", THREE)
    results = first.run(ORIGINAL, first.mutant())

    again = second.run(ORIGINAL, second.mutant(), log=first.finished)

    assert (again, second.started) == (results, [])


def test_run_that_the_log_does_not_end_begins_again(tmp_path: Path) -> None:
    """Its steps have the same numbers."""
    page = Page(tmp_path, THREE)
    page.run(ORIGINAL)

    page.run(ORIGINAL, log={step: page.finished[step] for step in (0, 1)})

    assert [step for step, _, _ in page.started] == [0, 1, 2, 3] * 2


@pytest.mark.parametrize(
    ("ending", "outcome"),
    [
        pytest.param("timed out", Outcome("failed", "time-out", f"still running after {LIMIT:g} s"), id="timed out"),
        pytest.param("crashed", Outcome("failed", "crash", CRASHED), id="crashed"),
    ],
)
def test_test_that_was_ended_fails(ending: str, outcome: Outcome, tmp_path: Path) -> None:
    """The test before it has its outcome from the log, and the one after it runs."""
    page = Page(tmp_path, THREE)
    page.run(ORIGINAL)
    page.started.clear()

    (result,) = page.run(ORIGINAL, log={0: page.finished[0], 1: page.finished[1], 2: ending})

    assert result.outcomes == {ONE: PASSED, TWO: outcome, THIRD: PASSED}
    assert page.started == [(3, 2 * LIMIT, ""), (4, LIMIT, THIRD)]


def test_collecting_that_was_ended_is_a_problem_of_all_tests(tmp_path: Path) -> None:
    """None of them runs."""
    (result,) = Page(tmp_path, THREE).run(ORIGINAL, log={0: "timed out"})

    assert result == Run(problems={"": Outcome("failed", "time-out", f"still running after {LIMIT:g} s")})
