"""Variants of a program to run tests on: the program with some of its files replaced."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from workshop.mutants.mutant import Mutant
from workshop.mutants.python_files import python_files
from workshop.mutants.subject import Subject
from workshop.variants.instrument import instrument
from workshop.variants.stubs import RAISING, SILENT, with_stubs

STUBS = {"raising": RAISING, "silent": SILENT}


@dataclass(frozen=True)
class Variant:
    """A program to run tests on: the texts of the files that differ from the subject's, by path in it.

    `is_rewritten` marks a reference that does step by step what the subject does, in different code.
    """

    name: str
    files: Mapping[str, str] = field(default_factory=dict)
    is_instrumented: bool = False
    is_rewritten: bool = False


def complete(variant: Variant, texts: Mapping[str, str]) -> Variant:
    """Return the same variant with all `texts` of the program, so that it's written in the same way as any other."""
    return replace(variant, files={**texts, **variant.files})


def with_mutant(subject: Subject, mutant: Mutant) -> Variant:
    """Return the program with one bug; raises AuthorError if the mutant can't be applied."""
    return Variant(mutant.name, {mutant.file: mutant.applied_to(subject.read(mutant.file))})


def stub_variant(subject: Subject, kind: str) -> Variant:
    """Return the program with stubs for functions, which raise (kind "raising") or return None (kind "silent")."""
    files = source_files(subject)
    return Variant(f"{kind} stub", {file: with_stubs(text, STUBS[kind]) for file, text in files.items()})


def instrumented(subject: Subject) -> Variant:
    """Return the program that records which of its blocks each test reaches."""
    files = source_files(subject)
    return Variant(subject.name, {file: instrument(text, file) for file, text in files.items()}, is_instrumented=True)


def source_files(subject: Subject) -> dict[str, str]:
    """Return the texts of the program's files, by path in it, in sorted order."""
    if subject.path.is_file():
        return {subject.path.name: subject.read(subject.path.name)}
    paths = [path.relative_to(subject.path) for path in python_files(subject.path)]
    return {path.as_posix(): subject.read(path.as_posix()) for path in paths}
