"""Frozen dataclasses as lines of JSON, decoded strictly: what doesn't fit its type exactly is refused."""

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import is_dataclass
from functools import cache
from math import isfinite
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

Message = TypeVar("Message")
Reader = Callable[[Any], Any]  # takes a value of JSON and returns one of a type; raises ProtocolError if it doesn't fit


class ProtocolError(ValueError):
    """A message is unknown or malformed."""


def encode(message: object) -> str:
    """Return a dataclass as one line of JSON, with the name of its type."""
    return _ENCODER.encode([type(message).__name__, message]) + "\n"


def decode(line: str, kinds: type[Message] | UnionType) -> Message:
    """Return the message of a line, whose type is one of these; raises ProtocolError for anything else."""
    try:
        name, values = json.loads(line)
        read = _readers(kinds)[name]  # type: ignore[arg-type] # every type is hashable
    except KeyError:
        raise ProtocolError(f"an unknown message: {line!r}") from None
    except (TypeError, ValueError, RecursionError):
        raise ProtocolError(f"not a message: {line!r}") from None
    message: Message = read(values)
    return message


def _plain(value: Any) -> dict[str, Any]:  # noqa: ANN401 - a dataclass or a mapping
    return vars(value) if is_dataclass(value) else dict(value)  # asking for a mapping takes long in each new process


_ENCODER = json.JSONEncoder(default=_plain, separators=(",", ":"))


@cache
def _readers(kinds: Any) -> dict[str, Reader]:  # noqa: ANN401 - a type, or a union
    return {kind.__name__: _reader(kind) for kind in get_args(kinds) or (kinds,)}


@cache
def _reader(kind: Any) -> Reader:  # noqa: ANN401 - a type, or what typing makes of types
    """Return the reader for a type; it's made once, because a run has many messages."""
    origin, arguments = get_origin(kind), get_args(kind)
    if isinstance(kind, type) and is_dataclass(kind):
        return _record_reader(kind)
    if origin in (UnionType, Union):  # of a type and None
        read = _reader(arguments[0])
        return lambda value: None if value is None else read(value)
    if origin is tuple:
        read = _reader(arguments[0])
        return lambda value: tuple(map(read, _checked(value, list)))
    if origin is Mapping:
        read = _reader(arguments[1])
        return lambda value: {name: read(each) for name, each in _checked(value, dict).items()}
    if origin is Literal:
        return lambda value: value if value in arguments else _checked(value, origin)
    return _finite if kind is float else (lambda value: value if type(value) is kind else _checked(value, kind))


def _record_reader(kind: type) -> Reader:
    readers = {name: _reader(hint) for name, hint in get_type_hints(kind).items()}

    def read(value: Any) -> Any:  # noqa: ANN401
        if _checked(value, dict).keys() != readers.keys():
            raise ProtocolError(f"{value!r} doesn't have the fields of {kind.__name__}")
        return kind(*[read(value[name]) for name, read in readers.items()])  # the hints are in the order of the fields

    return read


def _finite(value: Any) -> float:  # noqa: ANN401
    with suppress(OverflowError):
        if type(value) in (int, float) and isfinite(value):
            return float(value)
    raise ProtocolError(f"{value!r} is not a finite number")


def _checked(value: Any, kind: Any) -> Any:  # noqa: ANN401
    if type(value) is not kind:
        raise ProtocolError(f"{value!r} is not of the type {getattr(kind, '__name__', kind)}")
    return value
