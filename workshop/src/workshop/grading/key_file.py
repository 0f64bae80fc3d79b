"""The file with the key for pseudonyms, and with who is who."""

import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from workshop.engine.codec import decode, encode
from workshop.errors import MachineError, UsageError
from workshop.grading.result_file import ResultFile

KEY_SIZE = 32  # bytes


@dataclass(frozen=True)
class KeyFile:
    """What's in a key file: the key in hexadecimal digits, and the learners by pseudonym."""

    key: str
    learners: Mapping[str, str]


def read_or_create_key_file(path: Path) -> KeyFile:
    """Return what's in a key file; if there's none, create one with a random key, which only the user can read.

    Raises UsageError if it's another file, and MachineError if it can't be read or written.
    """
    return _read(path) if path.exists() else _create(path)


def write_key_file(path: Path, file: KeyFile) -> None:
    """Write a key file that exists; raises MachineError if that fails."""
    ResultFile(path).write(json.dumps(json.loads(encode(file)), indent=2) + "\n")


def _read(path: Path) -> KeyFile:
    try:
        file = decode(path.read_text(encoding="utf-8"), KeyFile)
    except OSError as error:
        raise MachineError(f"{path} can't be read: {error.strerror}") from None
    except ValueError:
        raise _no_key_file(path) from None
    if not re.fullmatch(rf"[0-9a-f]{{{2 * KEY_SIZE}}}", file.key):
        raise _no_key_file(path)
    return file


def _no_key_file(path: Path) -> UsageError:
    return UsageError(f"{path} isn't a key file for pseudonyms; name one, or a file that doesn't exist yet")


def _create(path: Path) -> KeyFile:
    try:
        path.touch(mode=0o600, exist_ok=False)
    except OSError as error:
        raise MachineError(f"{path} can't be created: {error.strerror}") from None
    file = KeyFile(secrets.token_hex(KEY_SIZE), {})
    write_key_file(path, file)
    return file
