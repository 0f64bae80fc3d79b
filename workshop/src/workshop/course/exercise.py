"""Reads an exercise out of its folder."""

from dataclasses import dataclass
from pathlib import Path

from workshop.errors import AuthorError
from workshop.judging.session import Task
from workshop.mutants.mutant import Mutant, read_mutants
from workshop.mutants.subject import Subject
from workshop.mutants.toml_schema import check_all, check_keys, read_table, read_text
from workshop.variants.rewrite import rewritten
from workshop.variants.variant import Variant, with_mutant

EXERCISES = "exercises"
TABLE, README, START, SOLUTION, CORRECT, BAD = (
    "exercise.toml",
    "README.md",
    "start.py",
    "solution.py",
    "correct",
    "bad_suites",
)
REDIS = "redis"  # the one thing that an exercise may require
KINDS = {"title": str, "technique": str, "requirements": list, "hints": list, "mutant": list}


@dataclass(frozen=True)
class Exercise:
    """What a folder such as `exercises/02-boundaries` has: a correct program, its mutants, and words for the learner.

    `hints` are in the order in which a learner should be given them. One that `needs_redis` has a server while it runs.
    """

    folder: Path
    title: str
    technique: str
    needs_redis: bool
    hints: tuple[str, ...]
    subject: Subject
    mutants: tuple[Mutant, ...]

    @property
    def name(self) -> str:
        """The name of its folder."""
        return self.folder.name

    @property
    def test_file(self) -> str:
        """The name of the file in which the learner's tests are."""
        return f"test_{self.subject.name}.py"

    def read(self, name: str) -> str:
        """Return the text of a file of the folder; raises CatalogueError without it."""
        return read_text(self.folder / name)

    def task(self) -> Task:
        """Return what the learner's suite is judged by; raises AuthorError where a program or a mutant can't be made."""
        return Task(
            subject=self.subject,
            test_file=self.test_file,
            references=tuple(self.references()),
            mutants=tuple(self.mutated()),
            imports=(*self.folder.glob("*.py"), *(self.folder / CORRECT).glob("*.py")),
            needs_redis=self.needs_redis,
        )

    def references(self) -> list[Variant]:
        """Return the other correct programs, and the subject once more, written otherwise.

        That last one stands in no file: a test that decides by reading sources has not seen it. Raises CatalogueError
        where the subject is no Python.
        """
        file = self.subject.path.name
        try:
            text = rewritten(self.subject.read(file))
        except SyntaxError as error:
            raise AuthorError(f"{self.subject.path}:{error.lineno}: {error.msg}") from None
        others = [path.relative_to(self.folder).as_posix() for path in sorted((self.folder / CORRECT).glob("*.py"))]
        return [
            *(Variant(name, {file: self.read(name)}) for name in others),
            Variant(f"{file} without its comments", {file: text}, is_rewritten=True),
        ]

    def mutated(self) -> list[Variant]:
        """Return the program with each of its bugs; raises CatalogueError for one that cannot be made."""
        return [with_mutant(self.subject, mutant) for mutant in self.mutants]

    def bad_suites(self) -> list[str]:
        """Return the names of the files with suites that must not be content."""
        return [path.relative_to(self.folder).as_posix() for path in sorted((self.folder / BAD).glob("*.py"))]

    @property
    def numbers(self) -> dict[str, int]:
        """The number of each mutant, from 1, by its name."""
        return {mutant.name: number for number, mutant in enumerate(self.mutants, start=1)}

    def find(self, wanted: str) -> Mutant:
        """Return the mutant of this name or number; raises CatalogueError without one."""
        numbers = self.numbers
        for mutant in self.mutants:
            if wanted in (mutant.name, f"{numbers[mutant.name]}"):
                return mutant
        raise AuthorError(f"{self.name} has no mutant {wanted!r}: they have the numbers 1 to {len(self.mutants)}")


def read_exercise(folder: Path) -> Exercise:
    """Return the exercise in a folder; raises CatalogueError where it lacks something or has another form."""
    table = read_table(folder / TABLE)
    try:
        check_keys("the file", table, KINDS, optional={"requirements"})
        for key, kind in (("hints", str), ("requirements", str), ("mutant", dict)):
            check_all(key, table.get(key, ()), kind)
        needs_redis = _needs_redis(table.get("requirements", []))
        subject = Subject(_only_program(folder))
        mutants = read_mutants([{"file": subject.path.name} | mutant for mutant in table["mutant"]], techniques={})
    except AuthorError as error:
        raise AuthorError(f"{folder / TABLE}: {error}") from None
    return Exercise(
        folder=folder,
        title=table["title"],
        technique=table["technique"],
        needs_redis=needs_redis,
        hints=tuple(table["hints"]),
        subject=subject,
        mutants=mutants,
    )


def _needs_redis(requirements: list[str]) -> bool:
    if unknown := set(requirements) - {REDIS}:
        raise AuthorError(f"'requirements' has {min(unknown)!r}, where only {REDIS!r} is known")
    return bool(requirements)


def _only_program(folder: Path) -> Path:
    programs = [path for path in sorted(folder.glob("*.py")) if path.name not in (START, SOLUTION)]
    if len(programs) != 1:
        raise AuthorError(f"beside {START} and {SOLUTION} there must be one program, not {len(programs)}")
    return programs[0]


def exercises_folder(root: Path) -> Path:
    """Return the folder of all exercises below `root`: that of a clone of this project, or else that of a course."""
    project = root / "workshop"
    return (project if (project / "pyproject.toml").exists() else root) / EXERCISES


def find_exercises(root: Path) -> list[Path]:
    """Return the folders of all exercises below `root`, in their order."""
    return sorted(path.parent for path in exercises_folder(root).glob(f"*/{TABLE}"))


def find_exercise(root: Path, wanted: str) -> Path:
    """Return the folder of the exercise that is wanted by number, by name or a part of it, or by path.

    Raises CatalogueError where there is none, or more than one.
    """
    if (Path(wanted) / TABLE).exists():
        return Path(wanted).resolve()
    folders = find_exercises(root)
    number = wanted.zfill(2) if wanted.isdecimal() else None
    found = [path for path in folders if wanted == path.name or path.name.partition("-")[0] == number]
    found = found or [path for path in folders if wanted in path.name]
    if len(found) != 1:
        names = ", ".join(path.name for path in found or folders) or "none here"
        raise AuthorError(f"{wanted!r} is {'more than one exercise' if found else 'no exercise'}: there are {names}")
    return found[0]
