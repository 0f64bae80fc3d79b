"""`watch`: which events lead to which reaction, with real files; and twice the whole command, in a real terminal."""

import math
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Timer

import pytest

from tests.doubles import SOLUTION, START, TABLE, WRONG, write_exercise
from tests.trials import running_processes
from workshop.course.checked import Checked
from workshop.course.exercise import Exercise
from workshop.course.progress import LearnerProgress
from workshop.course.watch import CANCEL_AFTER, HINT, NEXT, QUIT, SAVED, Screen, Watch

pytest.importorskip("pty", reason="there are no terminals of this kind on Windows")

from tests.terminal import Terminal, reset_sigint

KEYS = "h hint   n next exercise   q quit"
HANGS = f"{START}\n\ndef test_never() -> None:\n    while True:\n        pass\n"
KILLS_PARENT = "import os, signal\n\nos.kill(os.getppid(), signal.SIGKILL)\n"
BROKEN_TABLE = TABLE.replace("old = '2 * number'", "old = 'nothing'", 1)
PATIENCE = 60  # seconds after which a test that waits for an event quits and fails

Step = Callable[[], object]


class Learner:
    """A learner who takes the next step each time that the screen shows a verdict, a hint or trouble, then quits.

    `seen` is what the screen has shown. With `during_check` the learner doesn't wait for the end of the first check.
    """

    def __init__(self, project: Path, *, cancel_after: float = CANCEL_AFTER) -> None:
        self.course = LearnerProgress(project, shown=lambda path: path)
        self.file = project / "answers" / "13-doubles" / "test_doubles.py"
        self.table = project / "exercises" / "13-doubles" / "exercise.toml"
        self.seen: list[str] = []
        self.during_check: list[Step] = []
        self._steps: list[Step] = []
        screen = Screen(checking=self._checking, verdict=self._verdict, hint=self._hint, trouble=self._show)
        self._watch = Watch(self.course, screen, cancel_after=cancel_after)

    def watch(self, *steps: Step) -> list[str]:
        """Watch the exercise 13-doubles, and return what the screen has shown."""
        self._steps = [*steps]
        guard = Timer(PATIENCE, self._watch.take, [QUIT])
        guard.start()
        try:
            self._watch.run(self.course.find("13"))
        finally:
            guard.cancel()
        assert not self._steps, f"the screen showed only {self.seen}"
        return self.seen

    def press(self, *keys: str) -> Step:
        """Return the step of pressing keys."""
        return lambda: [self._watch.take(key) for key in keys]

    def save(self, text: str) -> Step:
        """Return the step of saving this text in the file of tests."""
        return lambda: self.file.write_text(text, encoding="utf-8")

    def _checking(self, exercise: Exercise) -> None:
        self.seen.append(f"checking {exercise.name}")
        if self.during_check:
            self.during_check.pop(0)()

    def _verdict(self, checked: Checked) -> None:
        verdict = checked.verdict
        remarks = [test.remark for test in checked.remarkable()]
        self._show(" ".join(["error"] if verdict.error else [f"{verdict.score:.0%}", *remarks]))

    def _hint(self, exercise: Exercise) -> None:
        self._show(f"hint for {exercise.name}")

    def _show(self, text: str) -> None:
        self.seen.append(text)
        step = self._steps.pop(0) if self._steps else self.press(QUIT)
        step()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return the folder of a course with two exercises."""
    for name in ("13-doubles", "14-more"):
        write_exercise(tmp_path, name)
    return tmp_path


@pytest.fixture
def learner(project: Path) -> Learner:
    """Return a learner of that course."""
    return Learner(project)


class TestSaves:
    """Every save leads to a verdict."""

    def test_file_written_in_place_is_judged(self, learner: Learner) -> None:
        """A save in place is judged, and the progress saved."""
        seen = learner.watch(learner.save(SOLUTION))

        assert seen == ["checking 13-doubles", "40%", "checking 13-doubles", "100%"]
        assert learner.course.state(learner.course.find("13")) == "done"

    def test_file_replaced_by_another_is_judged(self, learner: Learner) -> None:
        """Editors that write a temporary file and rename it cause one check, not two."""

        def replace() -> None:
            new = learner.file.with_suffix(".tmp")
            new.write_text(WRONG, encoding="utf-8")
            new.replace(learner.file)

        seen = learner.watch(replace)

        assert seen == ["checking 13-doubles", "40%", "checking 13-doubles", "0% wrong"]

    def test_saves_that_wait_are_judged_once(self, learner: Learner) -> None:
        """Two saves during a check lead to one more check."""
        learner.during_check = [learner.press(SAVED, SAVED)]

        seen = learner.watch(lambda: None)

        assert seen == ["checking 13-doubles", "40%"] * 2

    def test_syntax_error_is_survived(self, learner: Learner) -> None:
        """The next save is judged as usual."""
        seen = learner.watch(learner.save("def test(:\n"), learner.save(SOLUTION))

        assert seen[1::2] == ["40%", "error", "100%"]

    def test_tests_that_kill_the_judge_are_survived(self, learner: Learner) -> None:
        """The next save is judged by a new one."""
        seen = learner.watch(learner.save(KILLS_PARENT), learner.save(SOLUTION))

        assert (seen[1], seen[-1]) == ("40%", "100%")

    def test_missing_file_is_survived(self, learner: Learner) -> None:
        """A check without the file is reported as trouble; the check after the next save isn't."""

        def delete() -> None:
            learner.file.unlink()
            learner.press(SAVED)()

        seen = learner.watch(delete, learner.save(SOLUTION))

        assert seen[3].endswith("test_doubles.py: No such file or directory")
        assert seen[-1] == "100%"


class TestExerciseThatIsBroken:
    """An exercise that can't be judged is reported; its author may be repairing it."""

    def test_save_after_the_repair_is_judged(self, learner: Learner) -> None:
        """The next save reads the exercise again."""
        learner.table.write_text(BROKEN_TABLE, encoding="utf-8")

        def repair() -> None:
            learner.table.write_text(TABLE, encoding="utf-8")
            learner.save(SOLUTION)()

        trouble, *seen = learner.watch(repair)

        assert trouble.startswith("mutant squares: doubles.py: ")
        assert seen == ["checking 13-doubles", "100%"]

    def test_next_leads_on(self, learner: Learner) -> None:
        """NEXT and QUIT work without a verdict."""
        learner.table.write_text(BROKEN_TABLE, encoding="utf-8")

        _, *seen = learner.watch(learner.press(NEXT))

        assert seen == ["checking 14-more", "40%"]


class TestKeys:
    """Keys work between checks."""

    def test_hint_is_shown(self, learner: Learner) -> None:
        """HINT shows one, and other keys do nothing."""
        seen = learner.watch(learner.press("x", HINT))

        assert seen == ["checking 13-doubles", "40%", "hint for 13-doubles"]

    def test_first_exercise_comes_after_the_last(self, learner: Learner) -> None:
        """NEXT goes round in a circle."""
        seen = learner.watch(learner.press(NEXT), learner.press(NEXT))

        assert seen[::2] == ["checking 13-doubles", "checking 14-more", "checking 13-doubles"]


class TestLongCheck:
    """A check that has been running for long doesn't keep the learner waiting."""

    def test_save_cancels_it(self, project: Path) -> None:
        """The new text is judged instead of tests that hang."""
        learner = Learner(project, cancel_after=0)
        learner.course.answers.begin(learner.course.find("13"))
        learner.save(HANGS)()

        def save() -> None:
            learner.save(SOLUTION)()
            learner.press(SAVED)()

        learner.during_check = [save]

        assert learner.watch()[-1] == "100%"

    def test_quit_cancels_it(self, project: Path) -> None:
        """Nothing is recorded."""
        learner = Learner(project, cancel_after=0)
        exercise = learner.course.find("13")
        learner.during_check = [learner.press(QUIT)]

        assert learner.watch() == ["checking 13-doubles"]
        assert learner.course.answers.record(exercise) is None

    def test_short_check_is_finished_first(self, project: Path) -> None:
        """A check that has just begun isn't cancelled: its verdict comes in a moment."""
        learner = Learner(project, cancel_after=math.inf)
        learner.during_check = [learner.press(QUIT)]

        assert learner.watch() == ["checking 13-doubles", "40%"]


def test_command_reacts_to_keys_in_a_terminal(project: Path) -> None:
    """Each key acts without Enter, and after `q` nothing keeps running."""
    with Terminal(project, "watch") as terminal:
        assert "2 of 5 mutants killed" in terminal.wait_for(KEYS)
        terminal.press("h")
        terminal.wait_for("Doubles, hint 1 of 3:\n\nBegin with 3.")
        terminal.press("n")
        terminal.wait_for("checking 14-more ...")
        terminal.wait_for(KEYS)
        terminal.press("q")

        assert terminal.exit_code() == 0
    assert f"{project}" not in running_processes()


def test_command_ends_at_ctrl_c(project: Path) -> None:
    """Ctrl-C ends even a check that hangs, and nothing keeps running."""
    exercise = write_exercise(project)
    LearnerProgress(project, shown=lambda path: path).answers.begin(exercise).write_text(HANGS, encoding="utf-8")
    with Terminal(project, "watch") as terminal:
        terminal.wait_for("checking 13-doubles ...")
        terminal.press("\x03")

        assert terminal.exit_code() == 130
    assert f"{project}" not in running_processes()


def test_command_without_a_terminal_runs_until_interrupted(project: Path) -> None:
    """In a pipe there are no keys and nothing is wiped from the screen."""
    command = [sys.executable, "-u", "-m", "workshop", "watch"]
    file = project / "answers" / "13-doubles" / "test_doubles.py"
    with subprocess.Popen(
        command,
        cwd=project,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        preexec_fn=reset_sigint,  # noqa: PLW1509 - nothing else restores it
    ) as process:
        assert process.stdout
        first = next(line for line in process.stdout if "mutants killed" in line)
        next(line for line in process.stdout if KEYS in line)
        file.write_text(SOLUTION, encoding="utf-8")
        second = next(line for line in process.stdout if "mutants killed" in line)
        process.send_signal(signal.SIGINT)

    assert (first[:6], second[:6]) == ("2 of 5", "5 of 5")
    assert process.returncode == 130
