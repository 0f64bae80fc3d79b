"""A check in a browser can go on in another interpreter, from the log of its steps, or share its runs with it."""

from contextlib import closing
from pathlib import Path

import pytest

from tests.ages import ORIGINAL
from tests.engine.browser_page import LIMIT, ONE, PASSED, THIRD, THREE, TWO, Page
from workshop.engine.browser.engine import CRASHED, RunsMissingError
from workshop.engine.protocol import Outcome
from workshop.engine.run import Run


def test_steps_are_told_of_with_their_limits(tmp_path: Path) -> None:
    """Collecting the tests may take twice as long as one of them."""
    page = Page(tmp_path, THREE)

    page.run(ORIGINAL)

    assert page.started == [(0, 2 * LIMIT, ""), (1, LIMIT, ONE), (2, LIMIT, TWO), (3, LIMIT, THIRD)]
    assert len(page.log[0]) == 4


def test_runs_in_the_log_are_not_repeated(tmp_path: Path) -> None:
    """They aren't reported again."""
    first, second = Page(tmp_path / "first", THREE), Page(tmp_path / "second", THREE)
    results = first.run(ORIGINAL, first.mutant())

    again = second.run(ORIGINAL, second.mutant(), log=first.log)

    assert (again, second.started) == (results, [])


def test_two_interpreters_share_the_runs_of_a_check(tmp_path: Path) -> None:
    """Each takes the runs of the other from the log, and both have the results of one that does them all."""
    page, whole = Page(tmp_path / "shared", THREE), Page(tmp_path / "whole", THREE)
    requests = page.requests(ORIGINAL, page.mutant(), ORIGINAL)
    with closing(page.engine({})) as first, closing(page.engine({})) as second:
        for engine in (first, second):
            with pytest.raises(RunsMissingError) as missing:
                [*engine.run(requests)]
            assert missing.value.numbers == (0, 1, 2)
        page.do(first, 0, [])
        page.do(second, 1, [])
        page.do(first, 2, [])

        for engine in (first, second):
            engine.begin(page.log)
        results = [answer.run for answer in first.run(requests)]
        assert [answer.run for answer in second.run(requests)] == results
    at_once = whole.run(ORIGINAL, whole.mutant(), ORIGINAL)
    assert [each.outcomes for each in results] == [each.outcomes for each in at_once]


def test_run_that_is_over_is_not_done_again(tmp_path: Path) -> None:
    """Another interpreter has done it, or it ended with the step that was ended."""
    page = Page(tmp_path, THREE)
    page.run(ORIGINAL)
    page.started.clear()
    with closing(page.engine(page.log)) as engine:
        assert len([*engine.run(page.requests(ORIGINAL))]) == 1

        page.do(engine, 0, page.log[0])

    assert page.started == []


def test_runs_are_numbered_through_a_check(tmp_path: Path) -> None:
    """The second time, an engine has the runs that it has done, and names those that it needs after them."""
    page = Page(tmp_path, THREE)
    with closing(page.engine({})) as engine:
        with pytest.raises(RunsMissingError):
            [*engine.run(page.requests(ORIGINAL))]
        page.do(engine, 0, [])
        engine.begin({})

        assert len([*engine.run(page.requests(ORIGINAL))]) == 1
        with pytest.raises(RunsMissingError) as missing:
            [*engine.run(page.requests(page.mutant(), ORIGINAL))]

        assert missing.value.numbers == (1, 2)
        assert [engine.is_missing(number) for number in range(4)] == [False, True, True, False]


def test_run_that_the_log_does_not_end_begins_again(tmp_path: Path) -> None:
    """Its steps have the same numbers."""
    page = Page(tmp_path, THREE)
    page.run(ORIGINAL)

    page.run(ORIGINAL, log={0: page.log[0][:2]})

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

    (result,) = page.run(ORIGINAL, log={0: [*page.log[0][:2], ending]})

    assert result.outcomes == {ONE: PASSED, TWO: outcome, THIRD: PASSED}
    assert page.started == [(3, 2 * LIMIT, ""), (4, LIMIT, THIRD)]


def test_collecting_that_was_ended_is_a_problem_of_all_tests(tmp_path: Path) -> None:
    """None of them runs."""
    (result,) = Page(tmp_path, THREE).run(ORIGINAL, log={0: ["timed out"]})

    assert result == Run(problems={"": Outcome("failed", "time-out", f"still running after {LIMIT:g} s")})
