"""A result is compared with an earlier one: what has changed, and why."""

from dataclasses import replace

import hypothesis
import pytest

from tests.grading.beliefs import grade_of
from tests.grading.conftest import ALL
from tests.verdicts import make_test
from workshop.course.exercise import Exercise
from workshop.grading.comparison import Change, EarlierResult, JudgedSuite, compare
from workshop.grading.grade import Grade
from workshop.grading.provenance import Conditions, Provenance, provenance
from workshop.judging.verdict import Verdict

NOW = Provenance("2.0.0", "digest", "3.13.0", {"pytest": "9.2.0"}, {"13-doubles": "exercise"})
DONE = JudgedSuite("done", 1.0, (1, 2, 3, 4, 5), {"test_doubles.py::test_a": "sound"}, {"test_doubles.py": "text"})


@pytest.fixture
def grade(exercise: Exercise) -> Grade:
    """Return the grade of a learner who is done."""
    return replace(grade_of(exercise, "one", make_test("test_a", "sound", *ALL)), files={"test_doubles.py": "text"})


def changes(grade: Grade, before: JudgedSuite, made_with: Provenance = NOW) -> list[Change]:
    """Return what has changed in one grade."""
    return compare([grade], NOW, EarlierResult(made_with, {("one", "13-doubles"): before}))


class TestCompare:
    """A change is another verdict on the tests of a learner."""

    def test_the_same_verdict_is_no_change(self, grade: Grade) -> None:
        """However it was made."""
        assert changes(grade, replace(DONE, files={}), replace(NOW, version="1.0.0")) == []

    @pytest.mark.parametrize(
        ("before", "shown", "tests"),
        [
            pytest.param(replace(DONE, state="error", score=0), "error", (), id="the state"),
            pytest.param(replace(DONE, state="not done", score=0.4), "not done, 40 %", (), id="the score"),
            pytest.param(replace(DONE, killed=(1,)), "done, 100 %", (), id="what is killed"),
            pytest.param(
                replace(DONE, statuses={"test_doubles.py::test_a": "flaky", "gone": "sound"}),
                "done, 100 %",
                ("test_doubles.py::test_a: flaky, now sound",),
                id="the status of a test",
            ),
        ],
    )
    def test_another_verdict_is_a_change(
        self, before: JudgedSuite, shown: str, tests: tuple[str, ...], grade: Grade
    ) -> None:
        """Without a reason it's unexplained."""
        assert changes(grade, before) == [Change("one", "13-doubles", shown, "done, 100 %", tests, ())]

    @pytest.mark.parametrize(
        ("files", "made_with", "reason"),
        [
            pytest.param(
                {"test_doubles.py": "other", "helper.py": "text"},
                NOW,
                "the tests have changed: helper.py, test_doubles.py",
                id="the tests",
            ),
            pytest.param(DONE.files, replace(NOW, version="1.0.0"), "workshop has changed: 1.0.0, now 2.0.0", id="us"),
            pytest.param(DONE.files, replace(NOW, digest="other"), "workshop has changed", id="us in development"),
            pytest.param(
                DONE.files, replace(NOW, python="3.12.1"), "Python has changed: 3.12.1, now 3.13.0", id="Python"
            ),
            pytest.param(
                DONE.files,
                replace(NOW, libraries={"pytest": "9.1.0", "gone": "1"}),
                "pytest has changed: 9.1.0, now 9.2.0",
                id="a library",
            ),
            pytest.param(
                DONE.files, replace(NOW, exercises={"13-doubles": "other"}), "the exercise has changed", id="exercise"
            ),
            pytest.param(
                DONE.files,
                replace(NOW, conditions=Conditions(limit=60)),
                "--limit has changed: 60, now 120",
                id="the limit",
            ),
            pytest.param(
                DONE.files,
                replace(NOW, conditions=Conditions(sandbox_lacks=("read other files", "start programs"))),
                "the sandbox has changed: tests can read other files; start programs, now complete",
                id="the sandbox",
            ),
            pytest.param(
                DONE.files,
                replace(NOW, conditions=Conditions(sandbox_lacks=None)),
                "the sandbox has changed: on other machines, now complete",
                id="other machines",
            ),
        ],
    )
    def test_what_else_was_different_is_a_reason(
        self, files: dict[str, str], made_with: Provenance, reason: str, grade: Grade
    ) -> None:
        """There may be several."""
        (change,) = changes(grade, replace(DONE, killed=(), files=files), made_with)

        assert change.reasons == (reason,)

    def test_files_of_a_suite_that_could_not_be_judged_are_not_compared(self, grade: Grade) -> None:
        """They aren't known: it couldn't be read, or the judge failed. What's missing has none, and that's known."""
        unread = JudgedSuite("error", 0.0, (), {}, {})
        failing = replace(grade, verdict=Verdict(error="the judge failed"), files={})

        (before,) = changes(grade, unread)
        (now,) = changes(failing, DONE)
        (missing,) = changes(grade, replace(unread, state="missing"))

        assert before.reasons == ("the tests couldn't be judged before",)
        assert now.reasons == ("the tests can't be judged now",)
        assert missing.reasons == ("the tests have changed: test_doubles.py",)

    def test_grades_that_only_one_result_has_are_changes(self, grade: Grade) -> None:
        """Those that are gone come last."""
        assert compare([grade], NOW, EarlierResult(NOW, {("two", "13-doubles"): DONE})) == [
            Change("one", "13-doubles", None, "done, 100 %"),
            Change("two", "13-doubles", "done, 100 %", None),
        ]

    def test_names_are_compared_as_a_result_has_them(self, exercise: Exercise) -> None:
        """In a file they are printable."""
        grade = replace(grade_of(exercise, "\x1b", make_test("test_\x1b", "sound", *ALL)), files={"\x1b.py": "text"})
        before = replace(DONE, statuses={r"test_doubles.py::test_\x1b": "sound"}, files={r"\x1b.py": "text"})

        assert compare([grade], NOW, EarlierResult(NOW, {(r"\x1b", "13-doubles"): before})) == []


class TestProvenance:
    """What grades depend on besides the tests."""

    def test_a_change_of_an_exercise_changes_its_digest(self, exercise: Exercise) -> None:
        """Whatever file it is; nothing else changes."""
        before = provenance([exercise], Conditions())
        (exercise.folder / "correct" / "strict.py").write_text("# other\n", encoding="utf-8")

        after = provenance([exercise], Conditions())

        assert replace(after, exercises=before.exercises) == before
        assert [*after.differences(before, "13-doubles")] == ["the exercise has changed"]

    def test_the_versions_of_libraries_are_known(self) -> None:
        """Those that are installed here."""
        versions = provenance([], Conditions()).libraries

        assert (versions["hypothesis"], versions["pytest"]) == (hypothesis.__version__, pytest.__version__)
