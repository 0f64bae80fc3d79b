"""Suggests names for one that doesn't exist."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches


def near(wanted: str, names: Iterable[str]) -> list[str]:
    """Return the names that are like the wanted one, at most three, the nearest first; case doesn't matter."""
    return near_aliases(wanted, {name: name for name in names})


def near_aliases(wanted: str, aliases: Mapping[str, str]) -> list[str]:
    """Return the same where a thing may go by several names: `aliases` has the name to suggest for each of them."""
    by_lower_case = {alias.lower(): name for alias, name in aliases.items()}
    found = get_close_matches(wanted.lower(), by_lower_case)
    return list(dict.fromkeys(by_lower_case[alias] for alias in found))


def did_you_mean(names: list[str]) -> str:
    """Return the question whether one of these names is meant; there's at least one."""
    *others, last = names
    return f"did you mean {', '.join(others)} or {last}?" if others else f"did you mean {last}?"
