"""The `fizzbuzz` command."""

import argparse
import errno
import logging
import math
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import NoReturn

from fizzbuzz.cache import Cache, InMemoryCache
from fizzbuzz.errors import InvalidNumberError
from fizzbuzz.failsafe import FailSafeCache
from fizzbuzz.handler import FizzBuzzHandler

_CHUNK = 65_536  # bytes: the most that one batch of standard input is made of


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command on its arguments, by default those of the process.

    Raises SystemExit with 2 for bad input or a Redis that refuses us, 1 where the answers cannot be written, 130 after
    Ctrl-C, and 141 (as of a process that SIGPIPE ended) where nobody reads the answers any more.
    """
    options = _parsed_options(sys.argv[1:] if argv is None else argv)
    try:
        with _opened_cache(options.redis) as cache:
            handler = FizzBuzzHandler(cache)
            if options.numbers:
                _print(handler.run(options.numbers))
            elif sys.stdin is None:
                _fail("no numbers are given, and standard input is closed")
            else:
                _answer_lines(handler, sys.stdin.fileno())
    except InvalidNumberError as error:
        _fail(f"{error}")
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    except OSError as error:
        _abandon_output()
        if error.errno in {errno.EPIPE, errno.EINVAL}:  # Windows calls a closed pipe EINVAL
            raise SystemExit(141) from None
        _fail(f"{error.strerror}", code=1)


def _parsed_options(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="fizzbuzz",
        description="Answer Fizz for multiples of 3, Buzz for multiples of 5, FizzBuzz for both, else the number.",
        allow_abbrev=False,
    )
    parser.add_argument(
        "numbers", metavar="NUMBER", nargs="*", help="a whole number; without any, one a line from standard input"
    )
    parser.add_argument(
        "--redis",
        metavar="URL",
        default=os.environ.get("FIZZBUZZ_REDIS_URL"),
        help="cache answers in this Redis, as in redis://localhost:6379/0, instead of in memory "
        "(default: $FIZZBUZZ_REDIS_URL)",
    )
    return parser.parse_args(_with_options_first(argv))


def _with_options_first(argv: Sequence[str]) -> list[str]:
    """Put `--` between options and numbers: argparse alone takes `-1_000` for an option."""
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


@contextmanager
def _opened_cache(redis_url: str | None) -> Iterator[Cache]:
    if not redis_url:
        yield InMemoryCache()
        return

    from redis import RedisError  # noqa: PLC0415 - only those who use Redis wait for its client to load

    from fizzbuzz.redis_cache import RedisCache, connect  # noqa: PLC0415

    logging.basicConfig(format="fizzbuzz: %(message)s")
    logging.getLogger(__package__).setLevel(logging.INFO)
    try:
        client = connect(redis_url)
        cache = FailSafeCache(RedisCache(client))
        cache.get(0)  # a refused login shows here, before the first answer
    except (RedisError, ValueError) as error:
        _fail(f"--redis: {error}")
    try:
        with client:
            yield cache
    except RedisError as error:
        _fail(f"--redis: {error}")


def _answer_lines(handler: FizzBuzzHandler, source: int) -> None:
    """Answer line by line; those before a bad line are answered before it is reported."""
    answered = 0
    for lines in _arriving_lines(source):
        try:
            answers = handler.run(lines)
        except InvalidNumberError as error:
            _print(handler.run(lines[: error.position - 1]))
            _fail(f"line {answered + error.position}: {error.reason}")
        _print(answers)
        answered += len(lines)


def _arriving_lines(source: int) -> Iterator[list[str]]:
    """Yield the lines that have come, never waiting for more nor keeping more of a line than a number can have."""
    sign_and_carriage_return = 2
    longest = (sys.get_int_max_str_digits() or math.inf) + sign_and_carriage_return
    rest = b""
    while len(rest) <= longest and (chunk := os.read(source, _CHUNK)):
        complete, newline, rest = (rest + chunk).rpartition(b"\n")
        if newline:
            yield _split_lines(complete + newline)
    if rest:
        yield _split_lines(rest)


def _split_lines(block: bytes) -> list[str]:
    text = block.replace(b"\r\n", b"\n").decode(errors="surrogateescape")
    return text.removesuffix("\n").split("\n")


def _print(answers: Sequence[str]) -> None:
    if answers:
        print("\n".join(answers), flush=True)


def _fail(message: str, code: int = 2) -> NoReturn:
    print(f"fizzbuzz: {message}", file=sys.stderr)
    raise SystemExit(code)


def _abandon_output() -> None:
    """Keep the interpreter from writing, and failing, once more at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
