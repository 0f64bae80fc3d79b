"""An exercise: finding its folder and reading it."""

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from workshop.course.rules import Rule, find_rule
from workshop.errors import AuthorError, UsageError
from workshop.judging.run_order import UNPREDICTABLE
from workshop.judging.session import SuiteFiles, Task
from workshop.mutants.mutant import Mutant, read_mutants
from workshop.mutants.subject import Subject
from workshop.mutants.toml_schema import check_all, check_keys, read_table, read_text
from workshop.suggestions import did_you_mean, near
from workshop.variants.rewrite import rewritten
from workshop.variants.variant import Variant, with_mutant

TABLE, README, START, SOLUTION, CORRECT, BAD, ADDED = (
    "exercise.toml",
    "README.md",
    "start.py",
    "solution.py",
    "correct",
    "bad_suites",
    "mutants",
)
REDIS, THREADS = "redis", "threads"  # the requirements that an exercise may have
KINDS = {"title": str, "technique": str, "minutes": int, "requirements": list, "hints": list, "mutant": list}


@dataclass(frozen=True)
class Exercise:
    """The contents of a folder such as `exercises/02-boundaries`: a correct program, its mutants and its hints.

    It usually takes `minutes` minutes, and learners get the `hints` in this order. If the exercise `needs_redis`, its
    tests run with a Redis server; if it `needs_threads`, its tests start some, which they can't in a browser. The last
    `mutants` are those in files of their own, whose names are in `added`; files that are still `drafts` don't count.
    `sources` changes with each file that a verdict depends on: they are its files as they were before it was read.
    """

    folder: Path
    title: str
    technique: str
    minutes: int
    needs_redis: bool
    needs_threads: bool
    hints: tuple[str, ...]
    subject: Subject
    mutants: tuple[Mutant, ...]
    sources: bytes = field(repr=False)
    added: frozenset[str] = frozenset()
    drafts: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name of the exercise's folder."""
        return self.folder.name

    @property
    def test_file(self) -> str:
        """The name of the file that contains the learner's tests."""
        return f"test_{self.subject.name}.py"

    def read(self, name: str) -> str:
        """Return the text of a file in the folder; raises AuthorError if it can't be read."""
        return read_text(self.folder / name)

    def suite(self, name: str) -> SuiteFiles:
        """Return a file in the folder as a suite of one file; raises AuthorError if it can't be read."""
        return {self.test_file: self.read(name).encode()}

    def task(self, order: Random = UNPREDICTABLE) -> Task:
        """Return what judging takes, with the choices of `order`; raises AuthorError if a program can't be built."""
        return Task(
            subject=self.subject,
            references=tuple(self.references(order)),
            mutants=tuple(self.mutated()),
            imports=(*self.folder.glob("*.py"), *(self.folder / CORRECT).glob("*.py")),
            needs_redis=self.needs_redis,
        )

    def references(self, order: Random = UNPREDICTABLE) -> list[Variant]:
        """Return the other correct programs, then the subject with small changes that don't matter.

        The last one isn't in any file, and is another each time, so a test that recognizes sources hasn't seen it.
        Raises AuthorError if the subject doesn't parse.
        """
        file = self.subject.path.name
        try:
            text = rewritten(self.subject.read(file), order)
        except SyntaxError as error:
            raise AuthorError(f"{self.subject.path}:{error.lineno}: {error.msg}") from None
        others = [path.relative_to(self.folder).as_posix() for path in sorted((self.folder / CORRECT).glob("*.py"))]
        return [
            *(Variant(name, {file: self.read(name)}) for name in others),
            Variant(f"{file} in other words", {file: text}, is_rewritten=True),
        ]

    def mutated(self) -> list[Variant]:
        """Return the program with each of its bugs planted; raises AuthorError if one can't be planted."""
        return [with_mutant(self.subject, mutant) for mutant in self.mutants]

    def bad_suites(self) -> list[str]:
        """Return the names of the files with suites that must not be accepted."""
        return [path.relative_to(self.folder).as_posix() for path in sorted((self.folder / BAD).glob("*.py"))]

    @property
    def numbers(self) -> dict[str, int]:
        """The number of each mutant by its name, counted from 1."""
        return {mutant.name: number for number, mutant in enumerate(self.mutants, start=1)}

    def broken_rule(self, mutant: Mutant) -> Rule | None:
        """Return the sentence that a mutant breaks, with the number of its rule; None if the README doesn't have it."""
        return find_rule(self.read(README), mutant.rule)

    def find(self, wanted: str, known: Collection[str] = ()) -> Mutant:
        """Return the mutant with this name or number.

        Raises UsageError if there is none; it suggests the names that the learner has come to know.
        """
        numbers = self.numbers
        for mutant in self.mutants:
            if wanted in (mutant.name, f"{numbers[mutant.name]}"):
                return mutant
        suggested = near(wanted, known)
        others = did_you_mean(suggested) if suggested else f"choose a number from 1 to {len(self.mutants)}"
        raise UsageError(f"{self.name} has no mutant {wanted!r}; {others}")


def read_exercise(folder: Path) -> Exercise:
    """Return the exercise in a folder; raises AuthorError if its files are missing or malformed."""
    sources = _sources(folder)
    table = read_table(folder / TABLE)
    try:
        check_keys("the file", table, KINDS, optional={"requirements"})
        for key, kind in (("hints", str), ("requirements", str), ("mutant", dict)):
            check_all(key, table.get(key, ()), kind)
        _check_minutes(table["minutes"])
        requirements = _requirements(table.get("requirements", []))
        subject = Subject(_only_program(folder))
        added, drafts = _added_mutants(folder)
        tables = [*table["mutant"], *added]
        mutants = read_mutants([{"file": subject.path.name} | mutant for mutant in tables], techniques={})
    except AuthorError as error:
        raise AuthorError(f"{folder / TABLE}: {error}") from None
    return Exercise(
        folder=folder,
        title=table["title"],
        technique=table["technique"],
        minutes=table["minutes"],
        needs_redis=REDIS in requirements,
        needs_threads=THREADS in requirements,
        hints=tuple(table["hints"]),
        subject=subject,
        mutants=mutants,
        sources=sources,
        added=frozenset(mutant["name"] for mutant in added),
        drafts=tuple(drafts),
    )


def _sources(folder: Path) -> bytes:
    """Return the contents of all programs, suites and tables in a folder."""
    files = [path for path in folder.rglob("*.*") if path.suffix in (".py", ".toml") and path.is_file()]
    try:
        return b"\0".join(path.read_bytes() for path in sorted(files))
    except OSError as error:
        raise AuthorError(f"{error.filename}: {error.strerror}") from None


def _added_mutants(folder: Path) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the tables of the mutants that have files of their own, and the names of the files that are drafts."""
    added, drafts = [], []
    for path in sorted((folder / ADDED).glob("*.toml")):
        table = read_table(path)
        if table.pop("draft", False) is True:
            drafts.append(path.relative_to(folder).as_posix())
        else:
            added.append({"name": path.stem} | table)
    return added, drafts


def _check_minutes(minutes: int) -> None:
    if minutes is True or minutes < 1:
        raise AuthorError(f"'minutes' must be 1 or more, not {minutes!r}")


def _requirements(names: list[str]) -> set[str]:
    if unknown := {*names} - {REDIS, THREADS}:
        raise AuthorError(f"'requirements' has {min(unknown)!r}: only {REDIS!r} and {THREADS!r} are supported")
    return {*names}


def _only_program(folder: Path) -> Path:
    programs = [path for path in sorted(folder.glob("*.py")) if path.name not in (START, SOLUTION)]
    if len(programs) != 1:
        raise AuthorError(f"there must be exactly one program beside {START} and {SOLUTION}, not {len(programs)}")
    return programs[0]
