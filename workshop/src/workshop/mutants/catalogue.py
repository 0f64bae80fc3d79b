"""Reads the program under judgement, its mutants and the rooms of its tests out of a file."""

import ast
import difflib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from workshop.errors import AuthorError
from workshop.mutants.toml_schema import check_all, check_keys, read_table, read_text


@dataclass(frozen=True)
class Subject:
    """The program whose tests are judged: `path` is its package (a folder) or its module (one file)."""

    path: Path

    @property
    def name(self) -> str:
        """The name by which tests import it."""
        return self.path.stem

    def path_in_tree(self, file: str) -> str:
        """Return the path, with slashes, of one of its files below the folder that stands on Python's path."""
        return f"{self.name}/{file}" if self.path.is_dir() else file

    def read(self, file: str) -> str:
        """Return the text of one of its files, by its path inside the package; raises CatalogueError without it."""
        return read_text(self.path.parent / self.path_in_tree(file))


@dataclass(frozen=True)
class Suite:
    """The tests that are judged: files and folders, but those left out, of the project at `root`.

    The settings of pytest are those in the project's pyproject.toml, if it has one. Hypothesis keeps its tables of
    characters in `storage`, by default the root too. What the files in `imports` import from elsewhere is imported once
    for all runs, as is what the tests import. With a `redis_port` each run has a database of its own on the server
    there, empty, whose URL is in REDIS_URL.
    """

    root: Path
    tests: tuple[Path, ...]
    left_out: tuple[Path, ...] = ()
    storage: Path | None = None
    imports: tuple[Path, ...] = ()
    redis_port: int | None = None


@dataclass(frozen=True)
class Mutant:
    """One plausible bug: in `file`, `new` in place of `old`, which stands there exactly once.

    `why` says what the bug costs, `hint` leads a learner to the missing test, `rule` is the sentence that the bug
    breaks, `kills` names the techniques that must catch it.
    """

    name: str
    file: str
    old: str
    new: str
    why: str
    hint: str = ""
    rule: str = ""
    kills: tuple[str, ...] = ()

    def applied_to(self, text: str) -> str:
        """Return the text of the file with the bug in it.

        Raises CatalogueError where `old` does not stand there exactly once, and where the result does not parse or is
        the same program as before.
        """
        if (count := text.count(self.old)) != 1:
            raise self.error(f"`old` stands there {count} times, not once: {self.old!r}")
        mutated = text.replace(self.old, self.new)
        try:
            tree = ast.parse(mutated)
            compile(tree, self.file, "exec")
        except SyntaxError as error:
            raise self.error(f"does not parse, line {error.lineno}: {error.msg}") from None
        if ast.dump(tree) == _dump(text):
            raise self.error("changes nothing")
        return mutated

    def diff(self, before: str, path: str) -> str:
        """Return, as a unified diff, what it changes in the text of its file, which `path` names."""
        lines = difflib.unified_diff(
            before.splitlines(keepends=True),
            self.applied_to(before).splitlines(keepends=True),
            fromfile=f"a/{path}",
            tofile=f"b/{path}",
        )
        return "".join(lines)

    def error(self, reason: str) -> AuthorError:
        """Return the error of its author that has this reason."""
        return AuthorError(f"mutant {self.name}: {self.file}: {reason}")


@cache
def _dump(text: str) -> str:
    return ast.dump(ast.parse(text))


@dataclass(frozen=True)
class Catalogue:
    """The mutants of a program, and the techniques that hunt them: each name with the folder of its tests.

    `left_out` are tests in those folders that are not about the program, each with the reason.
    """

    root: Path
    subject: Subject
    techniques: Mapping[str, Path]
    left_out: Mapping[Path, str]
    mutants: tuple[Mutant, ...]

    @property
    def suite(self) -> Suite:
        """The tests of all techniques."""
        return Suite(self.root, tuple(self.techniques.values()), tuple(self.left_out))

    def find(self, name: str) -> Mutant:
        """Return the mutant of this name; raises CatalogueError, which names those there are, without one."""
        for mutant in self.mutants:
            if mutant.name == name:
                return mutant
        names = ", ".join(mutant.name for mutant in self.mutants)
        raise AuthorError(f"no mutant is called {name!r}; there are {names}")

    def check(self) -> None:
        """Make every mutant; raises CatalogueError with a line for each that cannot be made."""
        errors = []
        for mutant in self.mutants:
            try:
                mutant.applied_to(self.subject.read(mutant.file))
            except AuthorError as error:
                errors.append(f"{error}")
        if errors:
            raise AuthorError("\n".join(errors))


def read_catalogue(path: Path) -> Catalogue:
    """Return what a file such as `tests/mutants.toml` has; paths in it start from the folder above its own.

    Raises CatalogueError for a file that cannot be read or has another form: keys that are missing or unknown, values
    of another type, a name twice, a technique or a path that is not there.
    """
    table = read_table(path)
    try:
        return _catalogue(path.resolve().parents[1], table)
    except AuthorError as error:
        raise AuthorError(f"{path}: {error}") from None


def _catalogue(root: Path, table: dict[str, Any]) -> Catalogue:
    check_keys("the file", table, {"subject": str, "techniques": dict, "left_out": dict, "mutant": list})
    for key in ("techniques", "left_out"):
        check_all(key, table[key].values(), str)
    check_all("mutant", table["mutant"], dict)
    techniques = {name: _existing(root, f"technique {name}", folder) for name, folder in table["techniques"].items()}
    return Catalogue(
        root=root,
        subject=Subject(_existing(root, "subject", table["subject"])),
        techniques=techniques,
        left_out={_existing(root, "left_out", file): why for file, why in table["left_out"].items()},
        mutants=read_mutants(table["mutant"], techniques),
    )


def read_mutants(tables: list[dict[str, Any]], techniques: Mapping[str, object]) -> tuple[Mutant, ...]:
    """Return the mutants of as many TOML tables; raises CatalogueError for one of another form, or a name twice."""
    kinds = {field.name: str for field in fields(Mutant)} | {"kills": list}
    mutants: dict[str, Mutant] = {}
    for number, table in enumerate(tables, start=1):
        title = f"mutant {table.get('name', number)}"
        check_keys(title, table, kinds, optional={"hint", "rule", "kills"})
        check_all(f"{title}: kills", table.get("kills", ()), str)
        mutant = Mutant(**table | {"kills": tuple(table.get("kills", ()))})
        if mutant.name in mutants:
            raise AuthorError(f"{title} is there twice")
        if unknown := [technique for technique in mutant.kills if technique not in techniques]:
            raise AuthorError(f"{title}: `kills` names {unknown[0]!r}, which is no technique")
        mutants[mutant.name] = mutant
    return tuple(mutants.values())


def _existing(root: Path, title: str, path: str) -> Path:
    if not (root / path).exists():
        raise AuthorError(f"{title}: {path} is not there")
    return root / path
