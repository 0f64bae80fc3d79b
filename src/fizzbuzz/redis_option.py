"""The option `--redis` of the commands, and the cache that it leads to.

The client of Redis is loaded only where it's used, because that takes longer than an answer.
"""

import logging
import os
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import NoReturn

from fizzbuzz.cache import Cache, InMemoryCache
from fizzbuzz.failsafe import FailSafeCache

_VARIABLE = "FIZZBUZZ_REDIS_URL"


def add_redis_option(parser: ArgumentParser) -> None:
    """Give a command the option, whose default is in the environment."""
    parser.add_argument(
        "--redis",
        metavar="URL",
        default=os.environ.get(_VARIABLE),
        help="cache answers in Redis, for example redis://localhost:6379/0, instead of in memory "
        f"(default: ${_VARIABLE})",
    )


@contextmanager
def opened_cache(url: str | None, fail: Callable[[str], NoReturn]) -> Iterator[Cache]:
    """Yield the cache at a URL, behind a `FailSafeCache`, or one in memory if there's none.

    If the URL is wrong, or Redis refuses the login or a command, `fail` gets the message and ends the command.
    """
    if not url:
        yield InMemoryCache()
        return

    from redis import RedisError  # noqa: PLC0415

    from fizzbuzz.redis_cache import RedisCache, connect  # noqa: PLC0415

    # if both name the same URL, it's wrong in both
    source = _VARIABLE if url == os.environ.get(_VARIABLE) else "--redis"
    logging.basicConfig(format="fizzbuzz: %(message)s")
    logging.getLogger(__package__).setLevel(logging.INFO)
    with ExitStack() as opened:
        try:
            client = opened.enter_context(connect(url))
            cache = FailSafeCache(RedisCache(client))
            cache.get(0)  # so that a refused login fails here, before the first answer
        except (RedisError, ValueError) as error:
            fail(f"{source}: {error}")
        try:
            yield cache
        except RedisError as error:
            fail(f"{source}: {error}")
