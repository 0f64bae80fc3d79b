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
    """Answers what articles cost, and asks the source only for what the cache does not have."""

    def __init__(self, cache: Cache, source: Source) -> None:
        self._cache = cache
        self._source = source

    def prices(self, articles: Sequence[str]) -> list[int | None]:
        """Return the price of each article, None for an unknown one; raises ValueError if a text isn't an article.

        What the source raises is raised here too.
        """
        for article in articles:
            check(article)
        found = {article: self._cache.get(article) for article in dict.fromkeys(articles)}
        missing = [article for article, price in found.items() if price is None]
        if missing:
            answered = self._source.ask(missing)
            for article, price in answered.items():
                self._cache.put(article, price)
            found |= answered
        return [found[article] for article in articles]


def check(article: str) -> None:
    """Raise ValueError if it isn't an article: four digits, 0 to 9, and nothing else."""
    if not (len(article) == 4 and article.isascii() and article.isdigit()):
        raise ValueError(f"{article!r} isn't an article: it must have four digits")
