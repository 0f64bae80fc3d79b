"""A learner who works with `watch`, step by step."""

import math
from collections.abc import Callable
from pathlib import Path
from threading import Timer

from workshop.course.checked import Checked
from workshop.course.exercise import Exercise
from workshop.course.progress import LearnerProgress
from workshop.course.watch import QUIT, SAVED, Screen, Watch

GUARD = 60  # seconds; a test whose event never comes quits then, and fails

Step = Callable[[], object]


class Learner:
    """A learner who takes the next step each time that the screen shows a verdict, a hint or trouble, then quits.

    `seen` is what the screen has shown. `during_check` is the step to take as soon as the first check has begun.
    """

    def __init__(self, project: Path, *, cancel_after: float = math.inf) -> None:
        self.course = LearnerProgress(project, shown=lambda path: path)
        self.file = project / "answers" / "13-doubles" / "test_doubles.py"
        self.table = project / "exercises" / "13-doubles" / "exercise.toml"
        self.during_check: Step | None = None
        self._seen: list[str] = []
        self._steps: list[Step] = []
        screen = Screen(
            checking=self._checking,
            verdict=self._verdict,
            hint=self._hint,
            exercises=lambda: self._show("exercises"),
            trouble=self._show,
            keys=lambda: self._show("keys"),
        )
        self._watch = Watch(self.course, screen, cancel_after=cancel_after)

    def watch(self, *steps: Step) -> list[str]:
        """Watch the exercise 13-doubles, and return what the screen has shown."""
        self._steps = [*steps]
        guard = Timer(GUARD, self._watch.take, [QUIT])
        guard.start()
        try:
            self._watch.run(self.course.find("13"))
        finally:
            guard.cancel()
        assert not self._steps, f"the screen showed only {self._seen}"
        return self._seen

    def press(self, *keys: str) -> Step:
        """Return the step of pressing keys."""

        def press_all() -> None:
            for key in keys:
                self._watch.press(key)

        return press_all

    def save_again(self, times: int = 1) -> Step:
        """Return the step of saves that change no file."""

        def take_all() -> None:
            for _ in range(times):
                self._watch.take(SAVED)

        return take_all

    def save(self, text: str) -> Step:
        """Return the step of saving this text as careful editors do: in another file that replaces the old one."""

        def replace() -> None:
            new = self.file.with_suffix(".tmp")
            new.write_text(text, encoding="utf-8")
            new.replace(self.file)

        return replace

    def _checking(self, exercise: Exercise) -> None:
        self._seen.append(f"checking {exercise.name}")
        step, self.during_check = self.during_check, None
        if step:
            step()

    def _verdict(self, checked: Checked) -> None:
        self._show("error" if checked.verdict.error else f"{checked.verdict.score:.0%}")

    def _hint(self, exercise: Exercise) -> None:
        self._show(f"hint for {exercise.name}")

    def _show(self, text: str) -> None:
        self._seen.append(text)
        step = self._steps.pop(0) if self._steps else self.press(QUIT)
        step()
