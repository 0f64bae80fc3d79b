"""Drafts a mutant that does what a class believes, so that the exercise has a bug for it from now on."""

import json
import re
from pathlib import Path

from workshop.course.exercise import Exercise
from workshop.errors import MachineError, UsageError
from workshop.grading.guard import guarded
from workshop.grading.misconceptions import Misconception
from workshop.mutants.mutant import Mutant

FILE = """\
# {headline}.
# Read this and change what you like; the next line says that no one has yet.
draft = true
old = {old}
new = {new}
why = {why}
hint = {hint}
rule = {rule}
"""
UNSAFE = re.compile(r"[^a-z0-9]+")  # what the name of a mutant is better off without
NAME_LENGTH = 50  # characters
NO_RULE = "TODO: a sentence of a numbered rule in README.md"


def draft_mutant(exercise: Exercise, group: Misconception) -> Mutant:
    """Return a mutant that does what a group believes, for the call of the program in its example.

    Raises UsageError if there can't be one: the rules leave it open, a mutant does it already, or it isn't known what
    is expected of which call; and AuthorError if it can't be applied to the program.
    """
    if group.kind == "over-specified":
        raise UsageError(f"the rules leave it open whether {group.title}: a program that does it isn't a mutant")
    if group.mutant:
        raise UsageError(f"mutant {group.mutant} of {exercise.name} already does what they believe")
    program = exercise.subject.path.name
    old, new = guarded(exercise.subject.read(program), group.check.call, group.check.expected)
    mutant = Mutant(
        name=UNSAFE.sub("-", f"believes {group.title}".lower())[:NAME_LENGTH].strip("-"),
        file=program,
        old=old,
        new=new,
        why=f"It's easy to believe that {group.title}. The rules say something else.",
        hint=f"Read {f'rule {group.rule}' if group.rule else 'the rules'} again. Which input is easy to get wrong?",
        rule=group.sentence or NO_RULE,
    )
    mutant.applied_to(exercise.subject.read(program))
    return mutant


def write_draft(mutant: Mutant, headline: str, folder: Path) -> Path:
    """Write a mutant as a draft into a folder, and return the path of the file.

    Raises UsageError if the file exists, and MachineError if it can't be written.
    """
    path = folder / f"{mutant.name}.toml"
    texts = {key: _toml(getattr(mutant, key)) for key in ("old", "new", "why", "hint", "rule")}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(FILE.format(headline=headline, **texts))
    except OSError as error:
        if isinstance(error, FileExistsError) and path.exists():  # and it isn't the folder that's a file
            raise UsageError(f"{path} exists already, and isn't overwritten") from None
        raise MachineError(f"{path} can't be written: {error.strerror}") from None
    return path


def _toml(text: str) -> str:
    """Return a text as a string of TOML; its lines stay lines if that's possible."""
    is_simple = "\n" in text and "'''" not in text
    return f"'''\n{text}'''" if is_simple else json.dumps(text, ensure_ascii=False)
