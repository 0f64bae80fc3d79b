"""The `fizzbuzz` command."""

import argparse
import sys
from collections.abc import Sequence
from contextlib import suppress
from itertools import islice
from typing import NoReturn

from fizzbuzz.errors import InvalidNumberError
from fizzbuzz.handler import FizzBuzzHandler
from fizzbuzz.redis_option import add_redis_option, opened_cache
from fizzbuzz.streams import (
    CommandParser,
    arriving_lines,
    flush_error_stream,
    output_errors,
    print_lines,
    replace_closed_error_stream,
)


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command with the given arguments, by default those of the process.

    Raises SystemExit with code 2 for bad input or options, 1 if the answers can't be written, 130 after Ctrl-C, and 141
    (the code of a process killed by SIGPIPE) if the reader of the answers closes the pipe.
    """
    replace_closed_error_stream()
    try:
        with output_errors(_fail):
            options = _parsed_options(sys.argv[1:] if argv is None else argv)
            with opened_cache(options.redis, _fail) as cache:
                _answer(FizzBuzzHandler(cache), options.numbers)
    except InvalidNumberError as error:
        _fail(f"{error}")
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    finally:
        flush_error_stream()


def _parsed_options(argv: Sequence[str]) -> argparse.Namespace:
    parser = CommandParser(
        prog="fizzbuzz",
        description="Print Fizz for multiples of 3, Buzz for multiples of 5, FizzBuzz for multiples of both, "
        "and any other number unchanged.",
        allow_abbrev=False,
        add_help=False,  # argparse ignores a help that can't be written
    )
    parser.add_argument("-h", "--help", action="store_true", help="show this help message and exit")
    parser.add_argument("--version", action="store_true", help="show the version and exit")
    parser.add_argument(
        "numbers",
        metavar="NUMBER",
        nargs="*",
        help="a whole number; if there are none, they are read from standard input, one per line",
    )
    add_redis_option(parser)
    options = parser.parse_args(_with_options_first(argv))
    if options.help:
        print_lines(parser.format_help().splitlines())
        raise SystemExit(0)
    if options.version:
        from importlib.metadata import version  # noqa: PLC0415 - loading it takes longer than an answer

        print_lines([f"{parser.prog} {version(__package__)}"])
        raise SystemExit(0)
    return options


def _with_options_first(argv: Sequence[str]) -> list[str]:
    """Put `--` between options and numbers, because argparse would take `-1_000` for an option."""
    options: list[str] = []
    numbers: list[str] = []
    arguments = iter(argv)
    for argument in arguments:
        if argument == "--":
            numbers.extend(arguments)
        elif argument == "--redis":
            options.extend([argument, *islice(arguments, 1)])
        elif argument.startswith("--") or argument == "-h":
            options.append(argument)
        else:
            numbers.append(argument)
    return [*options, "--", *numbers]


def _answer(handler: FizzBuzzHandler, numbers: Sequence[str]) -> None:
    """Answer the numbers, or those on standard input if there are none."""
    if numbers:
        print_lines(handler.run(numbers))
    elif sys.stdin is None:
        _fail("no numbers given, and standard input is closed; pass numbers as arguments")
    else:
        _answer_lines(handler, sys.stdin.fileno())


def _answer_lines(handler: FizzBuzzHandler, source: int) -> None:
    """Answer the numbers line by line; the lines before a bad one are answered before it's reported."""
    answered = 0
    for lines in arriving_lines(source):
        try:
            answers = handler.run(lines)
        except InvalidNumberError as error:
            print_lines(handler.run(lines[: error.position - 1]))
            _fail(f"line {answered + error.position}: {error.reason}")
        print_lines(answers)
        answered += len(lines)


def _fail(message: str, code: int = 2) -> NoReturn:
    with suppress(OSError):  # if standard error is full, the exit code still tells
        print(f"fizzbuzz: {message}", file=sys.stderr)
    raise SystemExit(code)
