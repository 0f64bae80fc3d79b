"""The suites of an exercise must be judged as its author claims."""

import pytest

from workshop.course.lint_suites import (
    Expectation,
    bad_suite_problems,
    read_expectation,
    solution_problems,
    start_problems,
)
from workshop.engine.protocol import Outcome
from workshop.judging.verdict import JudgedMutant, JudgedTest, Verdict

KILLED = JudgedMutant("squares", {"test_a": Outcome("failed")})
SURVIVOR = JudgedMutant("shrinks", {})
SOUND = JudgedTest("test_a", "sound", "kills 1 of 1", ("squares",))
ADDED = frozenset({"shrinks"})
DONE = Verdict((SOUND,), (KILLED,))
INCOMPLETE = Verdict((SOUND,), (KILLED, SURVIVOR))
IS_WRONG = Verdict((JudgedTest("test_a", "wrong", "on the program: assert 6 == 5", ()),), (SURVIVOR,))
IS_SLOW = Verdict((JudgedTest("test_a", "sound", "kills 1 of 1", ("squares",), seconds=30),), (KILLED,))


class TestReadExpectation:
    """The first line of a bad suite claims how it's judged."""

    @pytest.mark.parametrize(
        ("text", "expectation"),
        [
            pytest.param("# judged: wrong\n", Expectation(frozenset({"wrong"}), None), id="one status"),
            pytest.param("# judged: slow, wrong", Expectation(frozenset({"slow", "wrong"}), None), id="two"),
            pytest.param(
                "# judged: incomplete, misses a b",
                Expectation(frozenset({"incomplete"}), frozenset({"a", "b"})),
                id="survivors",
            ),
            pytest.param('"""A suite."""\n# judged: wrong', None, id="in the second line"),
        ],
    )
    def test_first_line(self, text: str, expectation: Expectation | None) -> None:
        """Only the first line counts."""
        assert read_expectation(text) == expectation


class TestStart:
    """A start has a sound test and leaves something to do."""

    def test_incomplete_is_fine(self) -> None:
        """Something is left to do."""
        assert [*start_problems(INCOMPLETE)] == []

    @pytest.mark.parametrize(
        ("verdict", "problem"),
        [
            pytest.param(DONE, "start.py is done already", id="done"),
            pytest.param(
                IS_WRONG,
                "start.py must have sound tests only, but is judged wrong; "
                "test_a is wrong (on the program: assert 6 == 5); shrinks survives",
                id="wrong",
            ),
            pytest.param(
                Verdict(mutants=(SURVIVOR,)),
                "start.py must have sound tests only, but is judged empty; shrinks survives",
                id="empty",
            ),
        ],
    )
    def test_problem(self, verdict: Verdict, problem: str) -> None:
        """The problem comes with the evidence."""
        assert [*start_problems(verdict)] == [problem]


class TestSolution:
    """A solution is done with every seed."""

    @pytest.mark.parametrize("verdict", [pytest.param(DONE, id="done"), pytest.param(IS_SLOW, id="done but slow")])
    def test_done_is_fine(self, verdict: Verdict) -> None:
        """Nothing is left to do; how long it takes depends on the machine."""
        assert [*solution_problems(verdict, seed=0)] == []

    @pytest.mark.parametrize(
        ("verdict", "problem"),
        [
            pytest.param(INCOMPLETE, "incomplete; shrinks survives", id="weak"),
            pytest.param(Verdict(error="No module named 'x'"), "error; No module named 'x'", id="error"),
        ],
    )
    def test_problem(self, verdict: Verdict, problem: str) -> None:
        """The problem names the seed, with which its author can repeat it."""
        assert [*solution_problems(verdict, seed=4)] == [f"solution.py isn't done with Hypothesis's seed 4: {problem}"]


class TestBadSuite:
    """A bad suite is judged as it claims."""

    @pytest.mark.parametrize(
        ("claim", "verdict"),
        [
            pytest.param("wrong", IS_WRONG, id="status"),
            pytest.param("incomplete, misses shrinks", INCOMPLETE, id="survivors"),
            pytest.param("slow", IS_SLOW, id="slow though done"),
        ],
    )
    def test_true_claim_is_fine(self, claim: str, verdict: Verdict) -> None:
        """Slow is the only status of a bad suite that may be done."""
        assert [*bad_suite_problems("bad.py", read_expectation(f"# judged: {claim}"), verdict)] == []

    @pytest.mark.parametrize("claim", ["incomplete, misses squares", "incomplete, misses squares shrinks"])
    def test_a_mutant_that_was_added_later_need_not_be_named(self, claim: str) -> None:
        """The claim may be older."""
        verdict = Verdict((SOUND,), (JudgedMutant("squares", {}), SURVIVOR))

        assert [*bad_suite_problems("bad.py", read_expectation(f"# judged: {claim}"), verdict, ADDED)] == []

    @pytest.mark.parametrize(
        ("line", "verdict", "problem"),
        [
            pytest.param(
                "", IS_WRONG, "the first line must say how it's judged, as in `# judged: vacuous`", id="no claim"
            ),
            pytest.param(
                "# judged: wrong",
                INCOMPLETE,
                "claims to be judged wrong, but is judged incomplete; shrinks survives",
                id="another status",
            ),
            pytest.param(
                "# judged: incomplete, misses squares",
                INCOMPLETE,
                "claims to miss squares, but misses shrinks",
                id="other survivors",
            ),
            pytest.param("# judged: done", DONE, "is done, so it isn't a bad suite", id="done"),
        ],
    )
    def test_problem(self, line: str, verdict: Verdict, problem: str) -> None:
        """The problem names the file."""
        assert [*bad_suite_problems("bad.py", read_expectation(line), verdict)] == [f"bad.py: {problem}"]
