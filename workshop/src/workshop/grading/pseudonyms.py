"""Pseudonyms for the learners of a class, so that no name is in anything that's written or printed.

A pseudonym is a hash of the name with a random key (HMAC). The key is kept in a file, so a learner has the same
pseudonym in every run, and on every machine that has the file; without it, no one can find out whose pseudonym it is by
hashing a list of names. The file also has the name behind each pseudonym, for the teacher who looks one up.
"""

import hmac
import os
import re
from base64 import b32encode
from collections.abc import Collection, Iterable, Mapping
from dataclasses import astuple, dataclass, replace
from pathlib import Path

from workshop.engine.failed_check import FailedCheck
from workshop.engine.protocol import Outcome
from workshop.grading.grade import Grade
from workshop.grading.key_file import KeyFile, read_or_create_key_file, write_key_file
from workshop.grading.learners import Learner
from workshop.judging.verdict import JudgedTest
from workshop.reports.printable import printable

PREFIX = "learner-"
LENGTH = 8  # characters of a pseudonym, as long as it's the only one that begins so
WORD = re.compile(r"[^\W_]+")  # letters and digits
SHORTEST = 3  # characters of a name that's looked for in texts: "a" or "12" can be anything


@dataclass(frozen=True)
class _Known:
    """A text that names a learner, and where its first word begins in it."""

    text: str
    first: int
    pseudonym: str

    def is_at(self, start: int, text: str) -> bool:
        """Return whether it's in a text from `start` on, and isn't the beginning of a longer word."""
        end = start + len(self.text)
        return text.startswith(self.text, start) and not WORD.match(text, end)


class Pseudonyms:
    """The pseudonyms of learners by name, and what else names them in texts, such as their folders."""

    def __init__(self, by_name: Mapping[str, str], places: Mapping[str, str] | None = None) -> None:
        self._by_name = by_name
        texts = {name: pseudonym for name, pseudonym in by_name.items() if len(name) >= SHORTEST}
        texts |= places or {}
        texts |= {printable(text): pseudonym for text, pseudonym in texts.items()}
        texts |= {pseudonym: pseudonym for pseudonym in by_name.values()}  # which stays, whatever is in it
        self._by_first_word: dict[str, list[_Known]] = {}  # a class can have thousands of names
        for text in sorted(texts, key=len, reverse=True):
            if word := WORD.search(text):
                self._by_first_word.setdefault(word[0], []).append(_Known(text, word.start(), texts[text]))

    def of(self, learner: str) -> str:
        """Return the pseudonym of a learner."""
        return self._by_name.get(learner, learner)

    def has(self, pseudonym: str) -> bool:
        """Return whether it's the pseudonym of a learner."""
        return pseudonym in self._by_name.values()

    def hide(self, text: str) -> str:
        """Return a text with a pseudonym instead of each name or folder in it; the text may be just a name."""
        if text in self._by_name:
            return self._by_name[text]
        parts, end = [], 0
        for word in WORD.finditer(text):
            for known in self._by_first_word.get(word[0], ()):
                start = word.start() - known.first
                if start >= end and known.is_at(start, text):
                    parts += [text[end:start], known.pseudonym]
                    end = start + len(known.text)
                    break
        return "".join([*parts, text[end:]])

    def hide_in(self, grade: Grade) -> Grade:
        """Return a grade with no name in its texts, which learners may have written."""
        if not self._by_name:
            return grade
        verdict = grade.verdict
        tests = tuple(map(self._hide_in_test, verdict.tests))
        mutants = tuple(replace(mutant, killers=self._hide_in_killers(mutant.killers)) for mutant in verdict.mutants)
        files = {self.hide(name): digest for name, digest in grade.files.items()}
        hidden = replace(verdict, tests=tests, mutants=mutants, error=self.hide(verdict.error))
        return replace(grade, verdict=hidden, files=files)

    def _hide_in_killers(self, killers: Mapping[str, Outcome]) -> dict[str, Outcome]:
        return {self.hide(test): replace(each, message=self.hide(each.message)) for test, each in killers.items()}

    def _hide_in_test(self, test: JudgedTest) -> JudgedTest:
        rejection = test.rejection
        if rejection:
            check = FailedCheck(*map(self.hide, astuple(rejection.check)))
            rejection = replace(rejection, check=check)
        return replace(test, name=self.hide(test.name), evidence=self.hide(test.evidence), rejection=rejection)


NO_PSEUDONYMS = Pseudonyms({})


def read_pseudonyms(path: Path, learners: Iterable[Learner]) -> Pseudonyms:
    """Return pseudonyms with the key in a file, which is created if there's none, and note the learners there.

    Only the user can read a new file. Raises UsageError if it isn't a key file, and MachineError if it can't be read or
    written.
    """
    class_ = list(learners)
    file = read_or_create_key_file(path)
    by_name = {name: pseudonym for pseudonym, name in file.learners.items()}
    taken = set(file.learners)
    for learner in class_:
        if learner.name not in by_name:
            by_name[learner.name] = _free_pseudonym(file.key, learner.name, taken)
            taken.add(by_name[learner.name])
    if len(by_name) > len(file.learners):
        write_key_file(path, KeyFile(file.key, {pseudonym: name for name, pseudonym in by_name.items()}))
    return Pseudonyms(by_name, {f"{learner.folder}": by_name[learner.name] for learner in class_})


def _free_pseudonym(key: str, name: str, taken: Collection[str]) -> str:
    """Return the pseudonym of a name, with more characters if others have the same one."""
    digest = b32encode(hmac.digest(bytes.fromhex(key), os.fsencode(name), "sha256")).decode().lower().rstrip("=")
    return next(
        pseudonym
        for length in range(LENGTH, len(digest) + 1)
        if (pseudonym := f"{PREFIX}{digest[:length]}") not in taken
    )
