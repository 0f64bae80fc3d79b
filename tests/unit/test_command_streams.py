"""The command and standard streams that are closed, don't block, or come in pieces; run in this process."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import TextIO

import pytest
from pytest_mock import MockerFixture

from fizzbuzz import streams
from fizzbuzz.cli import main

NUMBERS = 50_000  # their answers don't fit into a pipe


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    """Yield the ends of a pipe: to read, and to write. The test closes the second."""
    reading, writing = os.pipe()
    yield reading, writing
    os.close(reading)


def standard_output(writing: int, buffering: int) -> io.TextIOWrapper:
    """Return a stream like the one that Python makes for standard output."""
    output = os.fdopen(writing, "wb", buffering)
    return io.TextIOWrapper(output, line_buffering=output.isatty(), write_through=not buffering)


def read_all(reading: int) -> bytes:
    """Return what can still be read; on Linux, the end of a terminal is an error."""
    chunks = []
    with os.fdopen(reading, "rb", buffering=0) as stream, suppress(OSError):
        while chunk := stream.read(65_536):
            chunks.append(chunk)
    return b"".join(chunks)


def exit_code_without(stream: str, *argv: str) -> object:
    """Run the command while a standard stream is closed, which makes it None, and return its exit code."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(sys, stream, None)
        with pytest.raises(SystemExit) as exit_:
            main(argv)
    return exit_.value.code


@pytest.mark.parametrize("argument", ["3", "--help"])
def test_a_closed_standard_output_is_an_error(argument: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The answers, or the help, can't be printed, so the exit code is 1."""
    assert exit_code_without("stdout", argument) == 1
    assert capsys.readouterr().err == "fizzbuzz: standard output is closed\n"


@pytest.mark.parametrize("argument", ["apple", "--roman"], ids=["a bad number", "a bad option"])
def test_errors_go_nowhere_if_standard_error_is_closed(argument: str, capsys: pytest.CaptureFixture[str]) -> None:
    """They aren't mixed with the answers, and the exit code is as usual."""
    assert exit_code_without("stderr", argument) == 2
    assert capsys.readouterr().out == ""


def test_a_closed_standard_error_is_replaced_by_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes any text and keeps none, however long the service runs, and no connection gets its file descriptor."""
    monkeypatch.setattr(sys, "stderr", None)

    streams.replace_closed_error_stream()

    sys.stderr.write("\udcff")
    assert os.fstat(sys.stderr.fileno()).st_size == 0


@pytest.mark.parametrize("arguments", [["apple"], []], ids=["an argument", "a line"])
def test_errors_that_cannot_be_written_keep_their_exit_code(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, pipe: tuple[int, int]
) -> None:
    """If nothing reads standard error, a script can still tell that the input was bad."""
    reading, writing = pipe
    os.write(writing, b"apple\n")
    os.close(writing)
    broken_end, end = os.pipe()
    os.close(broken_end)

    with os.fdopen(os.dup(reading)) as stream, os.fdopen(end, "w", buffering=1) as errors:
        monkeypatch.setattr(sys, "stdin", stream)
        monkeypatch.setattr(sys, "stderr", errors)
        with pytest.raises(SystemExit, match="2"):
            main(arguments)

        errors.flush()  # as Python does: it isn't an error


def test_a_help_that_cannot_be_written_is_an_error(mocker: MockerFixture, capfd: pytest.CaptureFixture[str]) -> None:
    """As answers are: it isn't found out only when Python exits."""
    mocker.patch("fizzbuzz.streams._flush", side_effect=OSError(28, "No space left on device"))

    with pytest.raises(SystemExit) as exit_:
        main(["--help"])

    mocker.stopall()
    sys.stdout.flush()
    assert exit_.value.code == 1
    assert capfd.readouterr() == ("", "fizzbuzz: No space left on device\n")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes always block on Windows")
def test_input_that_does_not_block_is_waited_for(
    pipe: tuple[int, int], monkeypatch: pytest.MonkeyPatch, mocker: MockerFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    """A terminal that another program has left so isn't at its end when it has nothing to read."""
    reading, writing = pipe
    os.set_blocking(reading, False)

    def send(*_: object) -> None:
        os.write(writing, b"3\n")
        os.close(writing)

    select = mocker.patch.object(streams, "select", side_effect=send)
    with os.fdopen(os.dup(reading)) as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        main([])
        select.assert_called_once_with([stream.fileno()], [], [])

    assert capsys.readouterr().out == "Fizz\n"


@pytest.mark.skipif(sys.platform == "win32", reason="pipes always block on Windows")
@pytest.mark.parametrize("channel", [pytest.param("pipe", id="a pipe"), pytest.param("openpty", id="a terminal")])
@pytest.mark.parametrize("buffering", [pytest.param(-1, id="buffered"), pytest.param(0, id="PYTHONUNBUFFERED")])
def test_no_answer_is_lost_on_output_that_does_not_block(
    buffering: int, channel: str, monkeypatch: pytest.MonkeyPatch, mocker: MockerFixture
) -> None:
    """The command waits until the reader has made space."""
    reading, writing = getattr(os, channel)()
    os.set_blocking(writing, False)
    received: list[bytes] = []
    waited_for: list[int] = []

    def make_space(_inputs: list[TextIO], outputs: list[TextIO], _errors: list[TextIO]) -> None:
        waited_for.extend(output.fileno() for output in outputs)
        received.append(os.read(reading, 10_000))

    mocker.patch.object(streams, "select", side_effect=make_space)
    with standard_output(writing, buffering) as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        main(["3"] * NUMBERS)
    received.append(read_all(reading))

    assert b"".join(received).replace(b"\r\n", b"\n") == b"Fizz\n" * NUMBERS
    assert set(waited_for) == {writing}


@pytest.mark.skipif(sys.platform == "win32", reason="pipes always block on Windows")
@pytest.mark.parametrize("buffering", [pytest.param(-1, id="buffered"), pytest.param(0, id="PYTHONUNBUFFERED")])
def test_ctrl_c_drops_the_answers_that_wait_for_the_reader(
    buffering: int, pipe: tuple[int, int], monkeypatch: pytest.MonkeyPatch, mocker: MockerFixture
) -> None:
    """Neither the command nor Python's exit waits for the reader, such as a pager."""
    _, writing = pipe
    os.set_blocking(writing, False)
    mocker.patch.object(streams, "select", side_effect=KeyboardInterrupt)

    with standard_output(writing, buffering) as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        with pytest.raises(SystemExit, match="130"):
            main(["3"] * NUMBERS)

        stream.flush()  # as Python does: it isn't an error


def test_a_byte_order_mark_may_arrive_in_pieces(
    mocker: MockerFixture, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It's found however the input is split."""
    pieces = iter([b"\xef", b"\xbb", b"\xbf", b"3", b"\n", b""])
    monkeypatch.setattr(sys, "stdin", mocker.Mock())
    mocker.patch("os.read", side_effect=lambda *_: next(pieces))

    main([])

    assert capsys.readouterr().out == "Fizz\n"


def test_a_byte_order_mark_in_a_later_piece_is_part_of_its_line(
    mocker: MockerFixture, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Only the first line can begin with one."""
    pieces = iter([b"3\n", b"\xef\xbb\xbf5\n"])
    monkeypatch.setattr(sys, "stdin", mocker.Mock())
    mocker.patch("os.read", side_effect=lambda *_: next(pieces))

    with pytest.raises(SystemExit):
        main([])

    assert capsys.readouterr() == ("Fizz\n", "fizzbuzz: line 2: '\\ufeff5' is not a whole number\n")
