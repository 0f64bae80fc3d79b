"""The suites of an exercise, really judged, have the statuses that their author claims."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import create_autospec

import pytest

from tests.doubles import (
    EXITS,
    FLAKY,
    ORDER,
    OVER_SPECIFIED,
    SLEEPS,
    SOLUTION,
    START,
    VACUOUS,
    WITH_PROPERTY,
    WRONG,
    suite,
    write_exercise,
)
from workshop.course.exercise import Exercise
from workshop.course.lint_suites import statuses_of, suite_problems
from workshop.judging.session import Session
from workshop.judging.verdict import Verdict

CALLS = "from doubles import double\n\n\ndef test_call():\n    double(3)\n"
SKIPPED = "import pytest\n\n\n@pytest.mark.skip\ndef test_later(): ...\n"
READS_SOURCE = """import hashlib, inspect
import doubles
KNOWN = {known}


def test_source():
    assert hashlib.md5(inspect.getsource(doubles).encode()).hexdigest() in KNOWN
"""


@pytest.fixture(scope="module")
def exercise(tmp_path_factory: pytest.TempPathFactory) -> Exercise:
    """Return the small exercise."""
    return write_exercise(tmp_path_factory.mktemp("course"))


@pytest.fixture(scope="module")
def session(exercise: Exercise) -> Iterator[Session]:
    """Return a session that judges suites for it."""
    with Session(exercise.task(), exercise.folder) as session:
        yield session


class TestStatuses:
    """Suites as learners hand them in, really judged, have the expected statuses."""

    @pytest.mark.parametrize(
        ("status", "text"),
        [
            pytest.param("done", SOLUTION, id="solution"),
            pytest.param("incomplete", START, id="start"),
            pytest.param("empty", "", id="empty"),
            pytest.param("vacuous", VACUOUS, id="vacuous", marks=pytest.mark.slow),
            pytest.param(
                "smoke", "from doubles import double\n\n\ndef test_call():\n    double(3)\n", id="no assertion"
            ),
            pytest.param("wrong", WRONG, id="wrong"),
            pytest.param("over-specified", OVER_SPECIFIED, id="over-specified"),
            pytest.param("order-dependent", ORDER, id="order-dependent", marks=pytest.mark.slow),
            pytest.param("flaky", FLAKY, id="random", marks=pytest.mark.slow),
            pytest.param("broken", EXITS, id="exiting", marks=pytest.mark.slow),
            pytest.param("error", "def test(:", id="syntax error"),
            pytest.param("skipped", SKIPPED, id="skipped"),
        ],
    )
    def test_suite_has_status(self, status: str, text: str, session: Session) -> None:
        """A suite has the statuses of its tests or, if all are sound, its own."""
        assert statuses_of(session.check(suite(text))) == {status}

    def test_suite_with_a_slow_test_is_slow(self, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
        """It may take a second; here it's less, to save time."""
        monkeypatch.setattr("workshop.judging.verdict.SLOW", 0.1)

        assert statuses_of(session.check(suite(SLEEPS))) == {"slow"}

    def test_suite_that_recognizes_every_source_is_over_specified(self, exercise: Exercise, session: Session) -> None:
        """The reference without comments isn't in any file, so the suite can't have read it."""
        sources = [exercise.subject.path, exercise.folder / "correct" / "strict.py"]
        known = [hashlib.md5(path.read_bytes()).hexdigest() for path in sources]  # noqa: S324

        verdict = session.check(suite(READS_SOURCE.format(known=known)))

        assert statuses_of(verdict) == {"over-specified"}


class TestSuiteProblems:
    """All suites of an exercise are judged in turn."""

    def test_good_exercise_has_none(self, exercise: Exercise, session: Session) -> None:
        """Each suite is announced before it's judged."""
        steps: list[str] = []

        assert [*suite_problems(exercise, session, 3, steps.append)] == []
        assert steps == ["start.py", "solution.py, seed 0", "bad_suites/vacuous.py"]

    def test_bad_suites_are_left_out_if_it_is_quick(self, exercise: Exercise, session: Session) -> None:
        """The start and the solution are judged."""
        steps: list[str] = []

        assert [*suite_problems(exercise, session, 3, steps.append, is_quick=True)] == []
        assert steps == ["start.py", "solution.py, seed 0"]

    def test_solution_with_hypothesis_is_judged_with_each_seed(self, tmp_path: Path) -> None:
        """Any other solution is judged once, since a seed would make no difference."""
        exercise = write_exercise(tmp_path)
        (exercise.folder / "solution.py").write_text(WITH_PROPERTY, encoding="utf-8")
        session = create_autospec(Session, instance=True)
        session.check.return_value = Verdict(error="Not today")

        problems = [*suite_problems(exercise, session, 3, lambda _: None)]

        assert [call.args[1].hypothesis_seed for call in session.check.mock_calls[1:4]] == [0, 1, 2]
        assert [problem.partition(":")[0] for problem in problems[1:4]] == [
            f"solution.py isn't done with Hypothesis's seed {seed}" for seed in range(3)
        ]

    def test_solution_with_a_property_is_done(self, session: Session) -> None:
        """A property counts like examples do."""
        assert statuses_of(session.check(suite(WITH_PROPERTY))) == {"done"}
