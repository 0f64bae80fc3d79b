"""`watch`: which keys lead to which reaction, between checks and during one."""

from pathlib import Path
from queue import Empty, SimpleQueue

import pytest

from tests.course.fake_session import FakeSession
from tests.course.watching import Learner
from tests.doubles import SOLUTION, write_exercise
from workshop.course.answers import Record, digest
from workshop.course.progress import LearnerProgress
from workshop.course.watch import HINT, NEXT, QUIT
from workshop.judging.session import Task


@pytest.mark.usefixtures("fake_session")
class TestKeys:
    """Keys work between checks."""

    def test_hint_is_shown(self, learner: Learner) -> None:
        """HINT shows one."""
        seen = learner.watch(learner.press(HINT))

        assert seen == ["checking 13-doubles", "0%", "hint for 13-doubles"]

    def test_hint_about_other_tests_is_preceded_by_a_check(self, learner: Learner) -> None:
        """What survived the last tests may be killed by these."""

        def edit() -> None:
            learner.file.write_text(SOLUTION, encoding="utf-8")
            learner.press(HINT)()

        seen = learner.watch(edit, lambda: None)

        assert seen[:5] == ["checking 13-doubles", "0%", "checking 13-doubles", "100%", "hint for 13-doubles"]

    @pytest.mark.parametrize("key", ["r", "R", "\r", "\n"])
    def test_check_is_run_again(self, key: str, learner: Learner) -> None:
        """Though nothing was saved."""
        assert learner.watch(learner.press(key)) == ["checking 13-doubles", "0%"] * 2

    @pytest.mark.parametrize("key", ["l", "L"])
    def test_exercises_are_listed(self, key: str, learner: Learner) -> None:
        """The upper case of a key is the key."""
        assert learner.watch(learner.press(key)) == ["checking 13-doubles", "0%", "exercises"]

    def test_unknown_keys_show_the_keys_once(self, learner: Learner) -> None:
        """However many there are in a row, as when something is pasted."""
        seen = learner.watch(learner.press("x", "\x1b[A", "é", "l", "x"), lambda: None, lambda: None)

        assert seen == ["checking 13-doubles", "0%", "keys", "exercises", "keys"]

    def test_no_wait_for_a_key_is_endless(self, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """On Windows, Ctrl-C is noticed only when a wait ends."""
        waits: list[float | None] = []

        class QuietQueue(SimpleQueue[str]):
            """A queue that nothing arrives in during the first wait."""

            def get(self, block: bool = True, timeout: float | None = None) -> str:  # noqa: FBT001, FBT002 - as it is
                waits.append(timeout)
                if len(waits) == 1:
                    raise Empty
                return super().get(block, timeout)

        monkeypatch.setattr("workshop.course.watch.SimpleQueue", QuietQueue)

        assert Learner(project).watch() == ["checking 13-doubles", "0%"]
        assert None not in waits

    def test_first_exercise_comes_after_the_last(self, learner: Learner) -> None:
        """NEXT goes round in a circle."""
        seen = learner.watch(learner.press(NEXT), learner.press(NEXT.upper()))

        assert seen[::2] == ["checking 13-doubles", "checking 14-more", "checking 13-doubles"]

    def test_next_passes_over_what_is_done(self, learner: Learner) -> None:
        """It goes where the last verdict said, as long as an exercise is left to do."""
        write_exercise(learner.course.root, "15-last")
        finish(learner.course, "14")

        seen = learner.watch(learner.press(NEXT), learner.press(NEXT))

        assert seen[::2] == ["checking 13-doubles", "checking 15-last", "checking 13-doubles"]

    def test_next_goes_on_when_all_are_done(self, learner: Learner) -> None:
        """Through all of them, to look at them again."""
        finish(learner.course, "13")
        finish(learner.course, "14")

        seen = learner.watch(learner.press(NEXT), learner.press(NEXT))

        assert seen[::2] == ["checking 13-doubles", "checking 14-more", "checking 13-doubles"]


def finish(course: LearnerProgress, name: str) -> None:
    """Record that the learner's tests for an exercise are complete."""
    exercise = course.find(name)
    course.answers.begin(exercise).write_text(SOLUTION, encoding="utf-8")
    record = Record(digest(exercise, course.answers.read(exercise)), is_done=True)
    course.answers.save_record(exercise, record)


@pytest.mark.usefixtures("fake_session")
class TestLongCheck:
    """A check that has been running for long doesn't keep the learner waiting."""

    def test_quit_cancels_any_check(self, learner: Learner) -> None:
        """At once, and nothing is recorded."""
        exercise = learner.course.find("13")
        learner.during_check = learner.press(QUIT)

        assert learner.watch() == ["checking 13-doubles"]
        assert learner.course.answers.record(exercise) is None

    def test_quit_before_it_begins_is_enough(self, learner: Learner) -> None:
        """A save that was noticed before isn't judged any more."""
        learner.press(QUIT)()

        assert learner.watch() == []

    def test_quit_while_the_session_opens_is_enough(self, learner: Learner, monkeypatch: pytest.MonkeyPatch) -> None:
        """A save that was noticed before the key isn't judged either."""

        class SlowSession(FakeSession):
            """A session that opens so slowly that there's time to save and to quit."""

            def __init__(self, task: Task, storage: Path) -> None:
                super().__init__(task, storage)
                learner.save_again()()
                learner.press(QUIT)()

        monkeypatch.setattr("workshop.course.watch.Session", SlowSession)

        assert learner.watch() == []

    def test_next_cancels_it(self, project: Path) -> None:
        """The next exercise is checked."""
        learner = Learner(project, cancel_after=0)
        learner.during_check = learner.press(NEXT)

        assert learner.watch()[:2] == ["checking 13-doubles", "checking 14-more"]

    def test_next_lets_a_short_one_finish(self, learner: Learner) -> None:
        """A check that has just begun isn't cancelled: its verdict will come in a moment."""
        learner.during_check = learner.press(NEXT)

        seen = learner.watch(lambda: None)

        assert seen[:3] == ["checking 13-doubles", "0%", "checking 14-more"]

    def test_hint_does_not_cancel_it(self, project: Path) -> None:
        """Its verdict is what the hint is about."""
        learner = Learner(project, cancel_after=0)
        learner.during_check = learner.press(HINT)

        assert learner.watch() == ["checking 13-doubles", "0%", "hint for 13-doubles"]
