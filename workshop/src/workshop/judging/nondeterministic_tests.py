"""Finds out whether tests may depend on chance: on random numbers, the clock, or the order of strings in a set."""

import ast
from collections.abc import Iterable
from functools import lru_cache

SOURCES_OF_CHANCE = frozenset(
    {
        *("random", "urandom", "getrandom", "/dev/urandom", "/dev/random", "secrets", "SystemRandom"),
        *("uuid", "uuid1", "uuid4", "time", "time_ns", "monotonic", "perf_counter", "datetime", "getpid", "id"),
    }
)
SOURCES_OF_HASHES = frozenset({"set", "frozenset", "hash", "PYTHONHASHSEED", "environ"})


def may_use_chance(sources: Iterable[bytes]) -> bool:
    """Return whether a source names something that may differ from run to run. Used to decide how often to repeat."""
    return any(SOURCES_OF_CHANCE & _names(source) for source in sources)


def may_use_hashes(sources: Iterable[bytes]) -> bool:
    """Return whether a source may have sets, whose order depends on the hash seed; a source that can't be read may."""
    return any(SOURCES_OF_HASHES & _names(source) for source in sources)


@lru_cache(maxsize=64)  # the program stays the same, and mostly all but one file of a suite
def _names(source: bytes) -> frozenset[str]:
    """Return the names in a source, "set" for one that displays a set, and everything if it can't be parsed."""
    try:
        nodes = [*ast.walk(ast.parse(source))]
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return SOURCES_OF_CHANCE | SOURCES_OF_HASHES
    names: set[str] = set()
    for node in nodes:
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.alias(name=name):
                names.update(name.split("."))
            case ast.ImportFrom(module=str(name)):
                names.update(name.split("."))
            case ast.Constant(value=str(text)):
                names.add(text)
            case ast.Set() | ast.SetComp():
                names.add("set")
    return frozenset(names)
