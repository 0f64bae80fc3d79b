"""A baseline says which tests are sound, in which order they run on mutants, and which can notice a change."""

from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest

from workshop.engine.controller.pool import Answer
from workshop.engine.controller.run_state import Request
from workshop.engine.protocol import PROPERTY_COST, ChangedFunction, Outcome, RunOptions
from workshop.engine.run import Run
from workshop.judging.baseline import Baseline
from workshop.variants.mutation_site import MutationSite
from workshop.variants.reach_map import ReachMap
from workshop.variants.variant import Variant

A, B, C, D = "test_1.py::test_a", "test_1.py::test_b", "test_2.py::test_c", "test_3.py::test_d"
PASSED, SKIPPED = Outcome("passed"), Outcome("skipped")
FAILED = Outcome("failed", "assertion", "assert 1 == 2")
SITE = MutationSite("block", "body", "double", first_line=3, code="packed")


def answer(run: Run, reached: ReachMap | None = None) -> Answer[None]:
    """Return the answer to some request."""
    return Answer(Request(None, Variant("it"), RunOptions(()), 1), run, reached or ReachMap())


def reach(shared: str = "", at_import: str = "", **by_test: str) -> ReachMap:
    """Return a reach map; locations are separated by spaces, tests named by their last letter."""
    tests = {test: set(by_test.get(test[-1], "").split()) for test in (A, B, C, D)}
    return ReachMap(defaultdict(set, tests), set(shared.split()), set(at_import.split()))


def baseline(run: Run, backward: Run | None = None, reached: ReachMap | None = None) -> Baseline:
    """Return the baseline of a run forward and one backward, by default the same."""
    return Baseline.of(Path("tests"), answer(run), answer(backward or run, reached or reach()))


def passing(**costs: int) -> Run:
    """Return a run of passing tests with these costs, named by their last letter."""
    tests = {test[-1]: test for test in (A, B, C, D)}
    named = {tests[letter]: cost for letter, cost in costs.items()}
    return Run(dict.fromkeys(named, PASSED), costs=named, can_be_template=True)


def test_unsound_tests_do_not_pass_both_ways() -> None:
    """A skipped test isn't unsound, and neither is one that passes both ways; only the latter runs on mutants."""
    forward = replace(passing(a=1, b=1, c=1, d=1), outcomes={A: PASSED, B: FAILED, C: SKIPPED, D: PASSED})
    backward = Run({D: FAILED, C: SKIPPED, B: FAILED, A: PASSED})

    result = baseline(forward, backward)

    assert result.unsound == {
        B: "failed assert 1 == 2, then failed assert 1 == 2",
        D: "passed, then failed assert 1 == 2",
    }
    assert result.prioritized == (A,)


def test_file_that_cannot_be_collected_is_unsound() -> None:
    """Its problem is the reason."""
    problem = Outcome("failed", "import", "SyntaxError: invalid syntax")

    assert baseline(Run(problems={"test_1.py": problem})).unsound == {"test_1.py": "SyntaxError: invalid syntax"}


def test_timeouts_follow_from_the_run_forward() -> None:
    """A test may take ten times as long on a mutant, and at least two seconds."""
    forward = replace(passing(a=1, b=1), seconds={A: 0.1, B: 0.5})

    assert baseline(forward).timeouts == {A: 2, B: 5}


@pytest.mark.parametrize(
    ("run", "reached", "prioritized"),
    [
        pytest.param(passing(a=1, b=0, c=0), reach(), (C, A, B), id="files with the fewest fixtures, on average"),
        pytest.param(passing(a=PROPERTY_COST, c=3), reach(), (C, A), id="properties last"),
        pytest.param(passing(a=PROPERTY_COST, b=1, c=0), reach(), (C, B, A), id="properties of a file apart"),
        pytest.param(passing(a=1, c=1), reach(a="x y", c="x"), (C, A), id="files with a test that does little"),
        pytest.param(passing(b=0, a=0), reach(), (B, A), id="a file in its own order"),
    ],
)
def test_quick_tests_are_prioritized(run: Run, reached: ReachMap, prioritized: tuple[str, ...]) -> None:
    """A quick test that kills makes the others unnecessary."""
    assert baseline(run, reached=reached).prioritized == prioritized


@pytest.mark.parametrize(
    ("site", "reached", "tests"),
    [
        pytest.param(SITE, reach(a="block", c="body"), [A], id="those that reach the block"),
        pytest.param(SITE, reach(shared="block"), [A, C], id="all if it's reached outside of tests"),
        pytest.param(SITE, reach(), [], id="none if nothing reaches it"),
        pytest.param(None, reach(), [A, C], id="all if it may be anywhere"),
    ],
)
def test_tests_that_may_notice_a_change(site: MutationSite | None, reached: ReachMap, tests: list[str]) -> None:
    """A test that never enters the changed block can't notice the change."""
    assert baseline(passing(a=1, c=1), reached=reached).tests_for(site) == tests


@pytest.mark.parametrize(
    ("site", "run", "reached"),
    [
        pytest.param(None, passing(a=1), reach(), id="it isn't in a function"),
        pytest.param(SITE, replace(passing(a=1), can_be_template=False), reach(), id="the tests leave something"),
        pytest.param(SITE, passing(a=1), reach(at_import="body"), id="the function was called at import"),
        pytest.param(replace(SITE, runs_lazily=True), passing(a=1), reach(), id="the function is a generator"),
    ],
)
def test_change_needs_a_new_collection_if(site: MutationSite | None, run: Run, reached: ReachMap) -> None:
    """A template can't serve a mutant whose change the tests may have used when they were imported."""
    assert baseline(run, reached=reached).changed_function(site, "game.py") is None


def test_change_of_a_function_that_was_not_called_is_made_in_a_template() -> None:
    """The function is named by its file, its name and its line, and has its new code."""
    function = baseline(passing(a=1)).changed_function(SITE, "game.py")

    assert function == ChangedFunction("game.py", "double", 3, "packed")


@pytest.mark.parametrize(
    ("tests", "batches"),
    [
        pytest.param([A, C, B, D], ((A, B), (C, D)), id="several files"),
        pytest.param([A, B], ((A, B),), id="a single file"),
    ],
)
def test_first_file_is_a_batch_of_its_own(tests: list[str], batches: tuple[tuple[str, ...], ...]) -> None:
    """Most mutants are killed by its tests, and then no other file is imported."""
    assert baseline(passing(a=1)).first_file_first(tests) == batches
