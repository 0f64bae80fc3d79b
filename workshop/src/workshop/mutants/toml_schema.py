"""Reads what authors write, TOML tables above all, and says which file has another form than it should."""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from workshop.errors import AuthorError


def read_text(path: Path) -> str:
    """Return the text of a file; raises CatalogueError where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise AuthorError(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise AuthorError(f"{path}: is not UTF-8") from None


def read_table(path: Path) -> dict[str, Any]:
    """Return what a TOML file has; raises CatalogueError where it cannot be read."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise AuthorError(f"{path}: {error.strerror}") from None
    except ValueError as error:
        raise AuthorError(f"{path}: {error}") from None


def check_keys(
    title: str, table: Mapping[str, Any], kinds: Mapping[str, type], optional: frozenset[str] | set[str] = frozenset()
) -> None:
    """Raise CatalogueError where a table has an unknown key, lacks one, or has a value of another type."""
    for key, value in table.items():
        if key not in kinds:
            raise AuthorError(f"{title} has the unknown key {key!r}")
        if not isinstance(value, kinds[key]):
            raise AuthorError(f"{title}: {key!r} must be a {kinds[key].__name__}, not {value!r}")
    for key in kinds:
        if key not in table and key not in optional:
            raise AuthorError(f"{title} lacks the key {key!r}")


def check_all(title: str, values: Iterable[object], kind: type) -> None:
    """Raise CatalogueError where a value is of another type."""
    for value in values:
        if not isinstance(value, kind):
            raise AuthorError(f"{title} must have a {kind.__name__} each, not {value!r}")
