"""The command and its standard input, run in this process."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fizzbuzz import fizzbuzz
from fizzbuzz.cli import main

Limiter = Callable[[int], None]


@pytest.fixture
def input_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Yield a file that is the command's standard input."""
    path = tmp_path / "input"
    path.touch()
    with path.open() as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        yield path


@pytest.fixture
def input_pipe(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Yield the write end of a pipe that is the command's standard input and stays open during the test."""
    reading, writing = os.pipe()
    with os.fdopen(reading) as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        yield writing
    os.close(writing)


@pytest.fixture
def set_limit() -> Iterator[Limiter]:
    """Yield a function that sets how many digits Python converts: at least 640, or 0 for no limit."""
    limit = sys.get_int_max_str_digits()
    yield sys.set_int_max_str_digits
    sys.set_int_max_str_digits(limit)


@pytest.mark.parametrize(
    ("given", "answers"),
    [
        pytest.param(b"", "", id="no lines"),
        pytest.param(b"3\n5\n15\n2\n", "Fizz\nBuzz\nFizzBuzz\n2\n", id="lines"),
        pytest.param(b"3\n5", "Fizz\nBuzz\n", id="a last line without a newline"),
        pytest.param(b"3\r\n5\r\n", "Fizz\nBuzz\n", id="Windows line endings"),
        pytest.param(b"3\r\n5\r", "Fizz\nBuzz\n", id="half a line ending at the end"),
        pytest.param(b"-3\n+5\n007\n-07\n", "Fizz\nBuzz\n7\n-7\n", id="signs and zeros"),
        pytest.param(b"\xef\xbb\xbf3\n5\n", "Fizz\nBuzz\n", id="a byte order mark"),
        pytest.param(b"\xef\xbb\xbf3", "Fizz\n", id="a byte order mark and one line without a newline"),
        pytest.param(b"\xef\xbb\xbf", "", id="only a byte order mark"),
    ],
)
def test_each_line_is_answered_on_its_own_line(
    given: bytes, answers: str, input_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without arguments, the numbers are read from standard input, one per line."""
    input_file.write_bytes(given)

    main([])

    assert capsys.readouterr() == (answers, "")


def test_input_of_any_length_is_answered(input_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """However the input is split into chunks, no line is lost, split or joined."""
    numbers = range(-20_000, 20_000)
    input_file.write_text("".join(f"{number}\n" for number in numbers))

    main([])

    assert capsys.readouterr().out == "".join(f"{fizzbuzz(number)}\n" for number in numbers)


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        pytest.param(b"", "''", id="empty"),
        pytest.param(b"   ", "'   '", id="spaces"),
        pytest.param(b"1_000", "'1_000'", id="an underscore"),
        pytest.param(b"3 5", "'3 5'", id="two numbers"),
        pytest.param(b"3\x0b5", r"'3\x0b5'", id="a vertical tab doesn't end a line"),
        pytest.param(b"3\r5", r"'3\r5'", id="a carriage return doesn't end a line"),
        pytest.param("3\u20285".encode(), r"'3\u20285'", id="a line separator doesn't end a line"),
        pytest.param(b"3\x005", r"'3\x005'", id="a NUL"),
        pytest.param(b"3\xff", r"'3\udcff'", id="invalid UTF-8"),
        pytest.param(b"\xef\xbb\xbf5", r"'\ufeff5'", id="a byte order mark that isn't at the beginning"),
        pytest.param("½".encode(), "'½'", id="a vulgar fraction"),
    ],
)
def test_a_bad_line_is_reported_after_the_answers_before_it(
    line: bytes, shown: str, input_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command exits with code 2, shows the line and its number, and loses none of the answers before it."""
    input_file.write_bytes(b"3\n" + line + b"\n5\n")

    with pytest.raises(SystemExit) as exit_:
        main([])

    assert exit_.value.code == 2
    assert capsys.readouterr() == ("Fizz\n", f"fizzbuzz: line 2: {shown} is not a whole number\n")


def test_a_bad_line_in_a_later_chunk_is_reported_after_the_answers_before_it(
    input_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A bad line is reported with its number in the whole input, whatever chunk it's in."""
    input_file.write_bytes(b"3\n" * 100_000 + b"x\n5\n")

    with pytest.raises(SystemExit):
        main([])

    assert capsys.readouterr() == ("Fizz\n" * 100_000, "fizzbuzz: line 100001: 'x' is not a whole number\n")


@pytest.mark.parametrize(("given", "shown"), [(b"x\n3\n", "'x'"), (b"\n", "''")], ids=["a word", "only a newline"])
def test_a_bad_first_line_prints_no_answers(
    given: bytes, shown: str, input_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """If there are no lines before the bad one, nothing is printed, not even an empty line."""
    input_file.write_bytes(given)

    with pytest.raises(SystemExit):
        main([])

    assert capsys.readouterr() == ("", f"fizzbuzz: line 1: {shown} is not a whole number\n")


def test_lines_are_answered_without_waiting_for_more(input_pipe: int, capsys: pytest.CaptureFixture[str]) -> None:
    """Lines that have arrived are answered immediately, even if the input hasn't ended."""
    os.write(input_pipe, b"3\n5\nx\n")

    with pytest.raises(SystemExit):
        main([])

    assert capsys.readouterr() == ("Fizz\nBuzz\n", "fizzbuzz: line 3: 'x' is not a whole number\n")


@pytest.mark.parametrize("sign", ["", "-"], ids=["unsigned", "signed"])
def test_a_line_that_is_too_long_is_rejected_before_it_ends(
    sign: str, input_pipe: int, set_limit: Limiter, capsys: pytest.CaptureFixture[str]
) -> None:
    """An endless line doesn't fill the memory: it's rejected once it's longer than any number."""
    set_limit(640)
    os.write(input_pipe, f"3\n{sign}{'1' * 643}".encode())

    with pytest.raises(SystemExit):
        main([])

    shown = (sign + "1" * 40)[:40]
    assert capsys.readouterr() == ("Fizz\n", f"fizzbuzz: line 2: '{shown}…' has more than 640 digits\n")


def test_the_longest_number_can_be_split_between_chunks(input_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A line of the maximum length is answered even if the first chunk ends within its line ending."""
    longest = f"-{'1' * sys.get_int_max_str_digits()}"
    chunk = 65_536
    lines_before = (chunk - len(f"{longest}\r")) // 2
    assert len("3\n" * lines_before + f"{longest}\r") == chunk
    input_file.write_bytes(b"3\n" * lines_before + f"{longest}\r\n5\n".encode())

    main([])

    assert capsys.readouterr().out == "Fizz\n" * lines_before + f"{fizzbuzz(int(longest))}\nBuzz\n"


def test_lines_can_be_longer_if_python_converts_more_digits(
    input_file: Path, set_limit: Limiter, capsys: pytest.CaptureFixture[str]
) -> None:
    """If the user has removed Python's limit, a line can have any length."""
    set_limit(0)
    input_file.write_text(f"{'1' * 70_000}\n3\n")

    main([])

    assert capsys.readouterr().out == f"{'1' * 70_000}\nFizz\n"


def test_a_closed_standard_input_is_an_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without arguments and standard input, the command exits with code 2 and says so."""
    monkeypatch.setattr(sys, "stdin", None)

    with pytest.raises(SystemExit) as exit_:
        main([])

    assert exit_.value.code == 2
    assert (
        capsys.readouterr().err
        == "fizzbuzz: no numbers given, and standard input is closed; pass numbers as arguments\n"
    )
