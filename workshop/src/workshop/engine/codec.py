"""Frozen dataclasses as lines of JSON, decoded strictly: what doesn't fit its type exactly is refused."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

Message = TypeVar("Message")


class ProtocolError(ValueError):
    """A message is unknown or malformed."""


def encode(message: object) -> str:
    """Return a dataclass as one line of JSON, with the name of its type."""
    return json.dumps([type(message).__name__, _plain(message)], separators=(",", ":")) + "\n"


def decode(line: str, kinds: type[Message] | UnionType) -> Message:
    """Return the message of a line, whose type is one of these; raises ProtocolError for anything else."""
    try:
        name, values = json.loads(line)
    except (TypeError, ValueError):
        raise ProtocolError(f"not a message: {line!r}") from None
    for kind in (kinds,) if isinstance(kinds, type) else get_args(kinds):
        if kind.__name__ == name:
            message: Message = _typed(values, kind)
            return message
    raise ProtocolError(f"an unknown message: {line!r}")


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a message has
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    return value


def _typed(value: Any, kind: Any) -> Any:  # noqa: ANN401
    """Return a value of JSON as one of a type."""
    origin, arguments = get_origin(kind), get_args(kind)
    if isinstance(kind, type) and is_dataclass(kind):
        return _record(value, kind)
    if origin in (UnionType, Union):  # of a type and None
        return None if value is None else _typed(value, arguments[0])
    if origin is tuple and isinstance(value, list):
        return tuple(_typed(each, arguments[0]) for each in value)
    if origin is Mapping and isinstance(value, dict):
        return {name: _typed(each, arguments[1]) for name, each in value.items()}
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is kind or (origin is Literal and value in arguments):
        return value
    raise ProtocolError(f"{value!r} is not of the type {getattr(kind, '__name__', kind)}")


def _record(value: object, kind: type) -> object:
    """Return the dataclass with exactly the fields of a JSON object."""
    hints = _hints(kind)
    if not isinstance(value, dict) or value.keys() != hints.keys():
        raise ProtocolError(f"{value!r} doesn't have the fields of {kind.__name__}")
    return kind(**{name: _typed(value[name], hint) for name, hint in hints.items()})


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
