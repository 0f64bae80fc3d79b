"""High scores of the games of an arcade, in Redis."""

from typing import cast

import redis

_DAY = 24 * 60 * 60  # seconds


class HighScores:
    """The list of one game: a sorted set of its players."""

    def __init__(self, client: redis.Redis, game: str) -> None:
        self._client = client
        self._key = f"arcade:{game}"

    def submit(self, player: str, points: int) -> None:
        """Note a result, if it is the best of its player; the first one of a list sets the end of its life."""
        self._client.zadd(self._key, {player: points}, gt=True)
        self._client.expire(self._key, _DAY, nx=True)

    def best(self, count: int) -> list[tuple[str, int]]:
        """Return the best players with their points, most points first, and equal ones in alphabetical order."""
        found = self._client.zrange(self._key, 0, -1, desc=True, withscores=True)
        pairs = cast("list[tuple[bytes | str, float]]", found)
        scores = [(_text(player), int(points)) for player, points in pairs]
        scores.sort(key=lambda score: (-score[1], score[0]))
        return scores[:count]

    def place(self, player: str) -> int | None:
        """Return 1 plus the number of players with more points, or None for a player without a result."""
        points = self._client.zscore(self._key, player)
        if points is None:
            return None
        return 1 + self._client.zcount(self._key, f"({points}", "+inf")

    def clear(self) -> None:
        """Remove the list of this game."""
        self._client.delete(self._key)


def _text(value: bytes | str) -> str:
    return value.decode() if isinstance(value, bytes) else value
