"""The prices of a farm shop: from the cache where it has them, else from the head office."""

import re
from collections.abc import Collection, Sequence
from typing import Protocol

ARTICLE = re.compile(r"[0-9]{4}")


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
    """Takes one article after the other: looks it up, asks for it if need be, and stores it at once."""

    def __init__(self, cache: Cache, source: Source) -> None:
        self.cache = cache
        self.source = source

    def prices(self, articles: Sequence[str]) -> list[int | None]:
        """Return the price of each article, None for an unknown one; raises ValueError for a text that's no article.

        What the source raises is raised here too.
        """
        if not all(ARTICLE.fullmatch(article) for article in articles):
            raise ValueError("one of the articles has a wrong number")
        answers: dict[str, int | None] = {}
        for article in articles:
            if article not in answers:
                answers[article] = self._price(article)
        return [answers[article] for article in articles]

    def _price(self, article: str) -> int | None:
        stored = self.cache.get(article)
        if stored is not None:
            return stored
        price = self.source.ask(frozenset({article})).get(article)
        if price is not None:
            self.cache.put(article, price)
        return price
