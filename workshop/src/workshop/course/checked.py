"""A verdict on a learner's tests, with everything needed to report it."""

import re
from dataclasses import dataclass
from pathlib import Path

from workshop.course.exercise import Exercise
from workshop.judging.verdict import JudgedTest, Verdict


@dataclass(frozen=True)
class Checked:
    """A verdict and what it's about: the suite, its file as a path to display, and the Redis server that was used."""

    exercise: Exercise
    file: Path
    suite: bytes
    verdict: Verdict
    seconds: float
    server: str = ""

    def remarkable(self) -> list[JudgedTest]:
        """Return the tests that have a remark."""
        return [test for test in self.verdict.tests if test.remark]

    def where(self, test: JudgedTest) -> str:
        """Return the location of a test in the form that terminals and editors turn into a link."""
        return f"{self.file}:{test.line}" if test.line else f"{self.file}"

    def line(self, test: JudgedTest) -> str:
        """Return the source line where a test fails or begins, "" if it's unknown."""
        lines = self.suite.decode(errors="replace").splitlines()
        return lines[test.line - 1].strip() if 0 < test.line <= len(lines) else ""

    def error(self) -> str:
        """Return why the tests couldn't run, with locations in the learner's file instead of our copy."""
        name = re.escape(self.exercise.test_file)
        return re.sub(rf'(?:File )?"?[^\s"]*{name}"?(?:, line |:)(\d+)', rf"{self.file}:\1", self.verdict.error)
