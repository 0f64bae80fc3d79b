"""The parts of the program that a project can do without, and everything that goes with each."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from working_tree_checks import RefusedError


@dataclass(frozen=True)
class Passage:
    """What a part has in a file that stays: all that a regular expression matches, and what takes its place."""

    file: str
    old: str
    new: str = ""


@dataclass(frozen=True)
class Part:
    """What belongs to a part: files and folders, and passages of others."""

    paths: tuple[str, ...]
    passages: tuple[Passage, ...]


def read_parts() -> dict[str, Part]:
    """Return the parts in `parts.toml`, by name."""
    tables = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return {
        name: Part(tuple(table["paths"]), tuple(Passage(**passage) for passage in table["passages"]))
        for name, table in tables.items()
    }


PARTS = read_parts()


def belongs_to(path: str, parts: Iterable[str]) -> bool:
    """Return whether a file belongs to one of the parts."""
    folders = (folder for part in parts for folder in PARTS[part].paths)
    return any(path == folder or path.startswith(f"{folder}/") for folder in folders)


def without_passages(texts: Mapping[str, str], parts: Iterable[str]) -> dict[str, str]:
    """Return texts without what belongs to the parts.

    Raises RefusedError if something isn't where it was, because the file has been edited: it would be left.
    """
    parts = set(parts)
    result = dict(texts)
    for path in {passage.file for part in parts for passage in PARTS[part].passages}:
        if not belongs_to(path, parts):
            result[path] = _without(path, result.get(path, ""), parts)
    return result


def _without(path: str, text: str, parts: Iterable[str]) -> str:
    """Return a text without the passages of the parts; one that is within another goes with it."""
    end, pieces = 0, []
    for found, new in sorted(_found(path, text, parts), key=lambda each: (each[0].start(), -each[0].end())):
        if found.start() >= end:
            pieces += [text[end : found.start()], new]
            end = found.end()
    return "".join([*pieces, text[end:]])


def _found(path: str, text: str, parts: Iterable[str]) -> Iterator[tuple[re.Match[str], str]]:
    """Yield where each passage is in the text of a file, and what takes its place."""
    for part in parts:
        for passage in PARTS[part].passages:
            if passage.file == path:
                found = [*re.finditer(passage.old, text, flags=re.MULTILINE)]
                if not found:
                    raise RefusedError(
                        f"{path} has changed, and it isn't clear any more what belongs to {part}: adopt everything, "
                        f"and remove {part} by hand"
                    )
                yield from ((match, passage.new) for match in found)
