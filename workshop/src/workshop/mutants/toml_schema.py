"""Reads an author's files, above all TOML tables, and checks their form; every error names the file."""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from workshop.errors import AuthorError

TYPE_NAMES: dict[type, str] = {str: "a string", bool: "a boolean", int: "an integer", list: "an array", dict: "a table"}


def read_text(path: Path) -> str:
    """Return the text of a file; raises AuthorError if it can't be read."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise AuthorError(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise AuthorError(f"{path}: isn't UTF-8") from None


def read_table(path: Path) -> dict[str, Any]:
    """Return the content of a TOML file; raises AuthorError if it can't be read."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise AuthorError(f"{path}: {error.strerror}") from None
    except ValueError as error:
        raise AuthorError(f"{path}: {error}") from None


def check_keys(
    title: str, table: Mapping[str, Any], types: Mapping[str, type], optional: frozenset[str] | set[str] = frozenset()
) -> None:
    """Raise AuthorError if a table has an unknown key, lacks one, or has a value of the wrong type."""
    for key, value in table.items():
        if key not in types:
            raise AuthorError(f"{title} has an unknown key: {key!r}")
        if not isinstance(value, types[key]):
            raise AuthorError(f"{title}: {key!r} must be {TYPE_NAMES[types[key]]}, not {value!r}")
    for key in types:
        if key not in table and key not in optional:
            raise AuthorError(f"{title} is missing the key {key!r}")


def check_all(title: str, values: Iterable[object], expected: type) -> None:
    """Raise AuthorError if any of the values is of the wrong type."""
    for value in values:
        if not isinstance(value, expected):
            raise AuthorError(f"{title}: each value must be {TYPE_NAMES[expected]}, not {value!r}")
