"""What to say of a file that can't be collected: the way of the error through suite and program, and its text."""

import linecache
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest
from _pytest.config import ConftestImportFailure

from workshop.engine.worker.failures import ADDRESS

NULL_BYTES = "source code string cannot contain null bytes"  # as Python says it
MOST_PLACES = 8  # on the way of an error; there may be a thousand if a function calls itself
MOST_SOURCE = 300  # characters of the line at each place
MOST_TEXT = 3_000  # characters of the error itself


def collection_message(error: BaseException, file: str, folders: tuple[str, ...]) -> str:
    """Return why a file couldn't be collected, as pytest shows it: each place with its source, then the error.

    Only places in files below these folders are shown, those of the suite and of the program; there are many more in
    pytest's own code.
    """
    if isinstance(error, pytest.Collector.CollectError) and not error.__cause__:
        return f"{error}"  # pytest has refused the file itself
    cause = _cause(error)
    places = [*_places(cause, folders)]
    if not places and not getattr(cause, "filename", None):  # a syntax error has its own
        places = [file]
    text = "".join(traceback.format_exception_only(cause))[:MOST_TEXT].rstrip()
    if NULL_BYTES in text:
        text += "\nSave the file as UTF-8: it seems to be UTF-16, which PowerShell writes with `>`."
    return ADDRESS.sub("", "\n".join([*places[-MOST_PLACES:], text]))


def _cause(error: BaseException) -> BaseException:
    """Return the error that pytest has wrapped, or the error itself."""
    if isinstance(error, ConftestImportFailure):
        return error.cause
    if isinstance(error, pytest.Collector.CollectError) and error.__cause__:
        return error.__cause__
    return error


def _places(error: BaseException, folders: tuple[str, ...]) -> Iterator[str]:
    for frame, line in traceback.walk_tb(error.__traceback__):
        file = frame.f_code.co_filename
        if any(Path(file).is_relative_to(folder) for folder in folders) and "site-packages" not in file:
            source = linecache.getline(file, line).strip()[:MOST_SOURCE]
            yield f"{file}:{line}: in {frame.f_code.co_name}" + (f"\n    {source}" if source else "")
