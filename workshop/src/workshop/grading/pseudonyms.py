"""Pseudonyms for the learners of a class, so that no name is in anything that's written or printed.

A pseudonym is a hash of the name with a random key (HMAC). The key is kept in a file, so a learner has the same
pseudonym in every run, and on every machine that has the file; without it, nobody can find out whose pseudonym it is by
hashing a list of names. The file also has the name behind each pseudonym, for the teacher who looks one up.
"""

import hmac
import json
import os
import re
import secrets
from base64 import b32encode
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, replace
from pathlib import Path

from workshop.engine.codec import decode, encode
from workshop.engine.failed_check import FailedCheck
from workshop.errors import MachineError, UsageError
from workshop.grading.grade import Grade
from workshop.grading.learners import Learner
from workshop.grading.result_file import ResultFile
from workshop.judging.verdict import JudgedTest
from workshop.reports.printable import printable

PREFIX = "learner-"
LENGTH = 8  # characters of a pseudonym, as long as it's the only one that begins so
KEY_SIZE = 32  # bytes
SHORTEST = 3  # characters of a name that's looked for in texts: "a" or "12" can be anything


@dataclass(frozen=True)
class KeyFile:
    """What's in a key file: the key in hexadecimal digits, and the learners by their pseudonyms."""

    key: str
    learners: Mapping[str, str]


class Pseudonyms:
    """The pseudonyms of learners by their names, and what else names them in texts, such as their folders."""

    def __init__(self, by_name: Mapping[str, str], places: Mapping[str, str] | None = None) -> None:
        self._by_name = by_name
        texts = {name: pseudonym for name, pseudonym in by_name.items() if len(name) >= SHORTEST}
        texts |= places or {}
        texts |= {printable(text): pseudonym for text, pseudonym in texts.items()}
        self._replacements = {pseudonym: pseudonym for pseudonym in by_name.values()} | texts
        longest_first = sorted(self._replacements, key=len, reverse=True)
        self._pattern = re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, longest_first))})(?![^\W_])")

    def of(self, learner: str) -> str:
        """Return the pseudonym of a learner."""
        return self._by_name.get(learner, learner)

    def has(self, pseudonym: str) -> bool:
        """Return whether it's the pseudonym of a learner."""
        return pseudonym in self._by_name.values()

    def hide(self, text: str) -> str:
        """Return a text with a pseudonym instead of each name or folder in it; the text may be just a name."""
        if text in self._by_name or not self._by_name:
            return self.of(text)
        return self._pattern.sub(lambda found: self._replacements[found[0]], text)

    def hide_in(self, grade: Grade) -> Grade:
        """Return a grade with no name in its texts, which learners may have written."""
        if not self._by_name:
            return grade
        verdict = grade.verdict
        tests = tuple(map(self._hide_in_test, verdict.tests))
        mutants = tuple(
            replace(mutant, killers={self.hide(test): outcome for test, outcome in mutant.killers.items()})
            for mutant in verdict.mutants
        )
        files = {self.hide(name): digest for name, digest in grade.files.items()}
        hidden = replace(verdict, tests=tests, mutants=mutants, error=self.hide(verdict.error))
        return replace(grade, verdict=hidden, files=files)

    def _hide_in_test(self, test: JudgedTest) -> JudgedTest:
        rejection = test.rejection
        if rejection:
            check = FailedCheck(*map(self.hide, astuple(rejection.check)))
            rejection = replace(rejection, check=check)
        return replace(test, name=self.hide(test.name), evidence=self.hide(test.evidence), rejection=rejection)


NO_PSEUDONYMS = Pseudonyms({})


def read_pseudonyms(path: Path, learners: Iterable[Learner]) -> Pseudonyms:
    """Return pseudonyms with the key in a file, which is created if there's none, and note the learners there.

    Only the user can read a new file. Raises UsageError if it's no key file, and MachineError if it can't be read or
    written.
    """
    class_ = list(learners)
    file = _read(path) if path.exists() else _create(path)
    by_pseudonym = dict(file.learners)
    for learner in class_:
        if learner.name not in by_pseudonym.values():
            by_pseudonym[_free_pseudonym(file.key, learner.name, by_pseudonym)] = learner.name
    if by_pseudonym != file.learners:
        _write(path, KeyFile(file.key, by_pseudonym))
    by_name = {name: pseudonym for pseudonym, name in by_pseudonym.items()}
    return Pseudonyms(by_name, {f"{learner.folder}": by_name[learner.name] for learner in class_})


def _free_pseudonym(key: str, name: str, taken: Mapping[str, str]) -> str:
    """Return the pseudonym of a name, with more characters if others have the same one."""
    digest = b32encode(hmac.digest(bytes.fromhex(key), os.fsencode(name), "sha256")).decode().lower().rstrip("=")
    return next(
        pseudonym
        for length in range(LENGTH, len(digest) + 1)
        if (pseudonym := f"{PREFIX}{digest[:length]}") not in taken
    )


def _read(path: Path) -> KeyFile:
    try:
        file = decode(path.read_text(encoding="utf-8"), KeyFile)
    except OSError as error:
        raise MachineError(f"{path} can't be read: {error.strerror}") from None
    except ValueError:
        raise _no_key_file(path) from None
    if not re.fullmatch(rf"[0-9a-f]{{{2 * KEY_SIZE}}}", file.key):
        raise _no_key_file(path)
    return file


def _no_key_file(path: Path) -> UsageError:
    return UsageError(f"{path} isn't a key file for pseudonyms; name one, or a file that doesn't exist yet")


def _create(path: Path) -> KeyFile:
    try:
        path.touch(mode=0o600, exist_ok=False)
    except OSError as error:
        raise MachineError(f"{path} can't be created: {error.strerror}") from None
    file = KeyFile(secrets.token_hex(KEY_SIZE), {})
    _write(path, file)
    return file


def _write(path: Path, file: KeyFile) -> None:
    ResultFile(path).write(json.dumps(json.loads(encode(file)), indent=2) + "\n")
