"""The prices of a farm shop: from the cache where it has them, else from the head office."""

from collections.abc import Collection, Sequence
from typing import Protocol

DIGITS = set("0123456789")


class ArticleError(ValueError):
    """A string that isn't an article."""


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
    """Looks up every place of the list, and asks for all that is missing in one call, the highest number first."""

    def __init__(self, cache: Cache, source: Source) -> None:
        self.near, self.far = cache, source

    def prices(self, articles: Sequence[str]) -> list[int | None]:
        """Return the price of each article, None for an unknown one; raises ArticleError for a text that's no article.

        What the source raises is raised here too.
        """
        wrong = [article for article in articles if len(article) != 4 or not DIGITS.issuperset(article)]
        if wrong:
            raise ArticleError(", ".join(wrong))
        stored = [self.near.get(article) for article in articles]
        missing = {article for article, price in zip(articles, stored, strict=True) if price is None}
        answered: dict[str, int] = {}
        if missing:
            answered = self.far.ask(tuple(sorted(missing, reverse=True)))
        for article in sorted(answered, reverse=True):
            self.near.put(article, answered[article])
        return [
            answered.get(article) if price is None else price for article, price in zip(articles, stored, strict=True)
        ]
