"""A verdict on a learner's tests, with what it takes to show it."""

import re
from dataclasses import dataclass
from pathlib import Path

from workshop.course.exercise import Exercise
from workshop.judging.verdict import JudgedTest, Verdict


@dataclass(frozen=True)
class Checked:
    """A verdict, what it is about, and how to show it: the file as a path to be shown, and the server that was used."""

    exercise: Exercise
    file: Path
    suite: bytes
    verdict: Verdict
    seconds: float
    server: str = ""

    def remarkable(self) -> list[JudgedTest]:
        """Return the tests of which there is something to say."""
        return [test for test in self.verdict.tests if test.remark]

    def where(self, test: JudgedTest) -> str:
        """Return where a test is, as terminals and editors understand it."""
        return f"{self.file}:{test.line}" if test.line else f"{self.file}"

    def line(self, test: JudgedTest) -> str:
        """Return the line at which a test stands or fails."""
        lines = self.suite.decode(errors="replace").splitlines()
        return lines[test.line - 1].strip() if 0 < test.line <= len(lines) else ""

    def error(self) -> str:
        """Return why the tests could not be run, with the file where the learner has it."""
        name = re.escape(self.exercise.test_file)
        return re.sub(rf'(?:File )?"?[^\s"]*{name}"?(?:, line |:)(\d+)', rf"{self.file}:\1", self.verdict.error)
