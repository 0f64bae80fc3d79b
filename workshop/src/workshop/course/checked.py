"""A verdict on a learner's tests, with everything needed to report it."""

import re
from dataclasses import dataclass
from pathlib import Path

from workshop.course.exercise import Exercise
from workshop.judging.session import SuiteFiles
from workshop.judging.verdict import JudgedTest, Verdict


@dataclass(frozen=True)
class Checked:
    """A verdict and what it's about: the suite, the path of its main file for display, and the Redis server."""

    exercise: Exercise
    file: Path
    suite: SuiteFiles
    verdict: Verdict
    seconds: float
    server: str = ""

    def remarkable(self) -> list[JudgedTest]:
        """Return the tests that have a remark."""
        return [test for test in self.verdict.tests if test.remark]

    def where(self, test: JudgedTest) -> str:
        """Return the location of a test in the form that terminals and editors turn into a link."""
        file = self.file.parent / _file(test)
        return f"{file}:{test.line}" if test.line else f"{file}"

    def line(self, test: JudgedTest) -> str:
        """Return the source line where a test fails or begins, "" if it's unknown."""
        lines = self.suite.get(_file(test), b"").decode(errors="replace").splitlines()
        return lines[test.line - 1].strip() if 0 < test.line <= len(lines) else ""

    def error(self) -> str:
        """Return why the tests couldn't run, with locations in the learner's files instead of our copies."""
        names = "|".join(map(re.escape, sorted(self.suite, key=len, reverse=True)))
        location = rf'(?:File )?"?(?:[^\s"]*/)?({names})"?(?:, line |:)(\d+)'
        shown = self.file.parent.as_posix()
        return re.sub(location, rf"{shown}/\1:\2", self.verdict.error) if names else self.verdict.error


def _file(test: JudgedTest) -> str:
    return test.name.partition("::")[0]
