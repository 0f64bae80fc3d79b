"""A verdict on a learner's tests, with everything needed to report it."""

import re
from dataclasses import dataclass
from importlib.util import decode_source
from pathlib import Path

from workshop.course.exercise import Exercise
from workshop.course.suite_notes import Note, suite_notes
from workshop.judging.session import SuiteFiles
from workshop.judging.verdict import JudgedTest, Verdict


@dataclass(frozen=True)
class Checked:
    """A verdict and what it's about: the suite, its folder and main file as they are shown, and the Redis server.

    `argument` is what to add to a command that is to be about this exercise, "" if it's the current one.
    """

    exercise: Exercise
    folder: Path
    file: Path
    suite: SuiteFiles
    verdict: Verdict
    seconds: float
    server: str = ""
    argument: str = ""

    def remarkable(self) -> list[JudgedTest]:
        """Return the tests that have a remark."""
        return [test for test in self.verdict.tests if test.remark]

    def notes(self) -> list[Note]:
        """Return the notes on the suite: tests that pytest won't run as they are written."""
        return suite_notes(self.suite)

    def where(self, found: JudgedTest | Note) -> str:
        """Return the location of a test or a note in the form that terminals and editors turn into a link."""
        file = self.folder / (found.file if isinstance(found, Note) else _file(found))
        return f"{file}:{found.line}" if found.line else f"{file}"

    def line(self, test: JudgedTest) -> str:
        """Return the source line where a test fails or begins, "" if it's unknown."""
        lines = _source(self.suite.get(_file(test), b"")).split("\n")  # as Python counts them
        return lines[test.line - 1].strip() if 0 < test.line <= len(lines) else ""

    def error(self) -> str:
        """Return why the tests couldn't run, with locations in the learner's files instead of our copies.

        Files of the same names in Python itself and its packages stay as they are.
        """
        names = "|".join(map(re.escape, sorted(self.suite, key=len, reverse=True)))
        of_python = rf'File "((?:[^"\n]*[/\\])?)({names})", line (\d+)'
        of_pytest = rf"(?<![\w./\\-])((?:(?:[A-Za-z]:)?[^\s\":]*[/\\])?)({names}):(\d+)"
        alone = rf"(?m:^((?:[A-Za-z]:)?[/\\](?:[^\n\":]*[/\\])?)({names})$)"  # an error that isn't on a line
        return (
            re.sub(f"{of_python}|{of_pytest}|{alone}", self._in_our_folder, self.verdict.error)
            if names
            else self.verdict.error
        )

    def _in_our_folder(self, found: re.Match[str]) -> str:
        folder, name, *line = (part for part in found.groups() if part is not None)
        is_elsewhere = re.search(r"[/\\](?:site-packages|python3\.\d+)[/\\]", folder)
        return found[0] if is_elsewhere else ":".join([f"{self.folder.as_posix()}/{name}", *line])


def _source(text: bytes) -> str:
    """Return a source as Python reads it; a file that it can't read, such as a table of tests, as far as it's UTF-8."""
    try:
        return decode_source(text)
    except (SyntaxError, UnicodeError):
        return text.decode(errors="replace")


def _file(test: JudgedTest) -> str:
    return test.name.partition("::")[0]
