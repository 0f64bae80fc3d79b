"""The `fizzbuzz-service` command."""

import argparse
import json
import math
import os
import signal
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from functools import partial
from importlib.metadata import version
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

from fizzbuzz.redis_option import add_redis_option, opened_cache
from fizzbuzz.service_limits import Limits
from fizzbuzz.service_log import set_up_logging
from fizzbuzz.service_redis import cache_at
from fizzbuzz.streams import CommandParser, flush_error_stream, output_errors, print_lines, replace_closed_error_stream

if TYPE_CHECKING:
    from fastapi import FastAPI

OPTIONS = "FIZZBUZZ_SERVICE_OPTIONS"  # the environment variable by which workers get them
_GRACE = 30  # seconds for requests under way after SIGTERM or Ctrl-C, unless a request may take longer
_LAST_PORT = 65_535
_BACKLOG = 2_048  # connections that wait for a worker
_EXAMPLES = """\
examples:
  fizzbuzz-service
  fizzbuzz-service --host 0.0.0.0 --workers 4 --redis redis://localhost:6379/0
  curl http://127.0.0.1:8000/fizzbuzz/15
  curl -H 'Content-Type: application/json' -d '["3", "5"]' http://127.0.0.1:8000/fizzbuzz
"""


def main(argv: Sequence[str] | None = None) -> None:
    """Serve until SIGTERM or Ctrl-C, with the given arguments, by default those of the process.

    Requests under way are answered first. Then it raises SystemExit with code 0, or 130 after Ctrl-C. For bad options,
    the code is 2; if the service can't listen, or the help or the version can't be written, it's 1.
    """
    replace_closed_error_stream()
    try:
        _serve(_parsed_options(argv))
    except KeyboardInterrupt:  # it isn't listening yet
        raise SystemExit(130) from None
    finally:
        flush_error_stream()


def _serve(options: argparse.Namespace) -> None:
    try:
        from uvicorn import Config, Server  # noqa: PLC0415 - it comes with the extra

        import fizzbuzz.service  # noqa: F401, PLC0415
        from fizzbuzz.service_shutdown import DrainingLoop, FarewellProtocol, Supervisor  # noqa: PLC0415
    except ImportError as error:
        _fail(f"{error.name} isn't installed; pip install 'fizzbuzz[service]'")
    set_up_logging()
    try:
        limits = Limits(options.max_numerals, options.max_body, options.timeout)
    except ValueError as error:
        _fail(f"{error}")
    with opened_cache(options.redis, _fail):
        pass  # a refused login has failed now
    listener = _listen(options.host, options.port)
    os.environ[OPTIONS] = json.dumps({"limits": asdict(limits), "redis": options.redis})
    config = Config(
        f"{__name__}:application",
        factory=True,
        http=partial(FarewellProtocol, seconds=limits.seconds),  # type: ignore[arg-type]
        workers=options.workers,
        log_config=None,
        loop=f"{DrainingLoop.__module__}:{DrainingLoop.__qualname__}",
        access_log=False,
        timeout_graceful_shutdown=max(_GRACE, math.ceil(limits.seconds)),
    )
    for number in (signal.SIGTERM, signal.SIGINT):  # uvicorn raises them again when it has ended
        signal.signal(number, _end)
    host, port = listener.getsockname()[:2]
    _print(f"listening on http://{f'[{host}]' if ':' in host else host}:{port}")
    if options.workers == 1:
        Server(config).run(sockets=[listener])
    else:
        supervisor = Supervisor(config, sockets=[listener])
        supervisor.run()
        raise SystemExit(supervisor.exit_code)


def application() -> "FastAPI":
    """Return the application of a worker, with the options of the command."""
    from fizzbuzz.service import create_app  # noqa: PLC0415 - it comes with the extra

    set_up_logging()
    options = json.loads(os.environ[OPTIONS])
    return create_app(cache_at(options.get("redis")), Limits(**options["limits"]))


def _parsed_options(argv: Sequence[str] | None) -> argparse.Namespace:
    default = Limits()
    parser = CommandParser(
        prog="fizzbuzz-service",
        description="Answer FizzBuzz over HTTP: GET /fizzbuzz/15, or POST a list of numerals to /fizzbuzz.\n"
        "The documentation is at /docs.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
        add_help=False,  # argparse ignores a help that can't be written
    )
    parser.add_argument("-h", "--help", action="store_true", help="show this help message and exit")
    parser.add_argument("--version", action="store_true", help="show the version and exit")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: %(default)s)")
    parser.add_argument(
        "--port", type=_port, default=8000, help="the port, or 0 for any free one (default: %(default)s)"
    )
    parser.add_argument(
        "--workers", type=_at_least_1, default=1, help="how many processes answer requests (default: 1)"
    )
    add_redis_option(parser)
    parser.add_argument(
        "--max-numerals",
        metavar="COUNT",
        type=int,
        default=default.numerals,
        help="how many numerals a request may have (default: %(default)s)",
    )
    parser.add_argument(
        "--max-body",
        metavar="BYTES",
        type=int,
        default=default.body,
        help="how large the body of a request may be (default: %(default)s)",
    )
    parser.add_argument(
        "--timeout",
        metavar="SECONDS",
        type=float,
        default=default.seconds,
        help="how long a request may take (default: %(default)s)",
    )
    options = parser.parse_args(argv)
    if options.help or options.version:
        text = parser.format_help() if options.help else f"{parser.prog} {version(__package__)}"
        with output_errors(_fail):
            print_lines(text.splitlines())
        raise SystemExit(0)
    return options


def _port(text: str) -> int:
    if not (text.isdecimal() and int(text) <= _LAST_PORT):
        raise argparse.ArgumentTypeError(f"must be a number from 0 to 65535, not {text!r}")
    return int(text)


def _at_least_1(text: str) -> int:
    if not (text.isdecimal() and int(text) > 0):
        raise argparse.ArgumentTypeError(f"must be a whole number from 1, not {text!r}")
    return int(text)


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listener = socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except (OSError, UnicodeError) as error:  # a host that can't be encoded is no OSError
        reason = f"{getattr(error, 'strerror', error)}".partition(" (while attempting")[0]
        _fail(f"can't listen on {host}:{port}: {reason}", code=1)
    # asyncio turns Nagle's algorithm off only if it knows the protocol; with it, many an answer waits for 40 ms
    return socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP, fileno=listener.detach())


def _end(number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(130 if number == signal.SIGINT else 0)


def _print(message: str) -> None:
    """Write a message to standard error, or do without if that's full."""
    with suppress(OSError):
        print(f"fizzbuzz-service: {message}", file=sys.stderr)


def _fail(message: str, code: int = 2) -> NoReturn:
    _print(message)
    raise SystemExit(code)
