"""The prices of a farm shop: from the cache where it has them, else from the head office."""

from collections.abc import Collection, Sequence
from typing import Protocol


class Cache(Protocol):
    """Keeps prices, in cents, near the till."""

    def get(self, article: str, /) -> int | None:
        """Return the price that is stored for an article, None if none is stored."""

    def put(self, article: str, price: int, /) -> None:
        """Store the price of an article."""


class Source(Protocol):
    """Knows all prices, in cents; it is far away, and every question costs time and money."""

    def ask(self, articles: Collection[str], /) -> dict[str, int]:
        """Return the prices of those of the articles that it knows."""


class PriceList:
    """Fills the cache with what is missing, and then takes every price from there."""

    def __init__(self, cache: Cache, source: Source) -> None:
        self._cache = cache
        self._source = source

    def prices(self, articles: Sequence[str]) -> list[int | None]:
        """Return the price of each article, None for an unknown one; raises ValueError for a text that's no article.

        What the source raises is raised here too.
        """
        for article in articles:
            if not (article.isascii() and article.isdecimal()) or len(article) != 4:
                raise ValueError(f"an article has four digits, unlike {article!r}")
        if missing := {article for article in articles if self._cache.get(article) is None}:
            for article, price in self._source.ask(missing).items():
                self._cache.put(article, price)
        return [self._cache.get(article) for article in articles]
