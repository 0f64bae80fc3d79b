"""Standard input and output: lines as they arrive, and answers of which none is lost."""

import codecs
import errno
import io
import math
import os
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from select import select
from typing import NoReturn, TextIO

_CHUNK = 65_536  # bytes: the most that is read at once
_PIECE = 512  # characters: few enough for the buffer of a terminal, the smallest, which loses what doesn't fit


class CommandParser(ArgumentParser):
    """A parser whose errors keep their exit code even if they can't be written; argparse in Python 3.11.2 doesn't."""

    def error(self, message: str) -> NoReturn:
        """Show the usage and what was wrong, and end the command with code 2."""
        with suppress(OSError):
            self.print_usage(sys.stderr)
            sys.stderr.write(f"{self.prog}: error: {message}\n")
        raise SystemExit(2)


def replace_closed_error_stream() -> None:
    """Send errors nowhere if standard error is closed; otherwise `print` would write them to standard output."""
    if sys.stderr is None:
        nowhere = os.open(os.devnull, os.O_WRONLY)  # as a rule, it gets the closed descriptor, and no connection does
        sys.stderr = os.fdopen(nowhere, "w", encoding="utf-8", errors="backslashreplace", closefd=False)


def flush_error_stream() -> None:
    """Write what is left of the errors, or drop it if that fails: otherwise Python would exit with code 120."""
    try:
        sys.stderr.flush()
    except OSError:
        _abandon(sys.stderr)


@contextmanager
def output_errors(fail: Callable[[str, int], NoReturn]) -> Iterator[None]:
    """Have `fail` end a command, with a message and code 1, if standard output is closed or can't be written.

    Raises SystemExit with code 141 (that of a process killed by SIGPIPE) if its reader closes the pipe.
    """
    if sys.stdout is None:
        fail("standard output is closed", 1)
    try:
        yield
    except OSError as error:
        if error.errno in {errno.EPIPE, errno.EINVAL}:  # Windows reports a closed pipe as EINVAL
            raise SystemExit(141) from None
        fail(f"{error.strerror}", 1)


def arriving_lines(source: int) -> Iterator[list[str]]:
    """Yield lines from a file descriptor as they arrive, without waiting for more.

    No more of a line is buffered than a number can have. A byte order mark at the beginning and the carriage return of
    a line ending aren't part of a line. In lines, a surrogate represents a byte that isn't UTF-8.
    """
    sign_and_carriage_return = 2
    longest = (sys.get_int_max_str_digits() or math.inf) + sign_and_carriage_return
    mark, rest = codecs.BOM_UTF8, b""
    while len(rest) <= longest and (chunk := _read(source)):
        block = rest + chunk
        if len(block) >= len(mark) or b"\n" in block:
            block, mark = block.removeprefix(mark), b""
        complete, newline, rest = block.rpartition(b"\n")
        if newline:
            yield _split(complete)
    if rest:
        yield _split(rest)


def print_lines(lines: Sequence[str]) -> None:
    """Write lines to standard output and flush it, even if it's a stream that doesn't block.

    After an error or Ctrl-C, output that couldn't be written is dropped, and so is any later one.
    """
    text = "".join(f"{line}\n" for line in lines)
    with _buffered_output() as output:
        try:
            for begin in range(0, len(text), _PIECE):
                with suppress(BlockingIOError):  # a terminal is flushed by each write
                    output.write(text[begin : begin + _PIECE])
                while not _flush(output):
                    select([], [output], [])
        except BaseException:
            _abandon(sys.stdout)
            raise


def _read(source: int) -> bytes:
    while True:
        try:
            return os.read(source, _CHUNK)
        except BlockingIOError:
            select([source], [], [])


def _buffered_output() -> AbstractContextManager[TextIO]:
    """Return standard output, with a buffer even if PYTHONUNBUFFERED is set: a raw stream loses what doesn't fit."""
    output = sys.stdout
    if not isinstance(output.buffer, io.RawIOBase):
        return nullcontext(output)
    return open(output.fileno(), "w", encoding=output.encoding, errors=output.errors, closefd=False)


def _abandon(stream: TextIO) -> None:
    """Keep the interpreter from flushing to a broken stream, and failing again or waiting, when it exits."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _flush(output: TextIO) -> bool:
    """Return whether standard output has taken everything."""
    try:
        output.flush()
    except BlockingIOError:
        return False
    return True


def _split(block: bytes) -> list[str]:
    """Split a block into lines, whose last one has no newline."""
    text = block.replace(b"\r\n", b"\n").removesuffix(b"\r").decode(errors="surrogateescape")
    return text.split("\n")
