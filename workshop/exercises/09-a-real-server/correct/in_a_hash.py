"""High scores of the games of an arcade, in Redis, as a hash: all sorting is done here."""

from datetime import timedelta

import redis

LIFE = timedelta(days=1)


class HighScores:
    """The list of one game: a hash with the points of each player."""

    def __init__(self, client: redis.Redis, game: str) -> None:
        self._client = client
        self._name = f"arcade:{game}"

    def submit(self, player: str, points: int) -> None:
        """Write a result down if the player has none that is as good."""
        is_new = not self._client.exists(self._name)
        if points > self._points().get(player, -1):
            self._client.hset(self._name, player, f"{points}")
        if is_new:
            self._client.expire(self._name, LIFE)

    def best(self, count: int) -> list[tuple[str, int]]:
        """Return the first of all players, by points and then by name."""
        by_name = sorted(self._points().items())
        return sorted(by_name, key=lambda item: item[1], reverse=True)[:count]

    def place(self, player: str) -> int | None:
        """Return the place of the points of a player among those of all."""
        points = self._points()
        if player not in points:
            return None
        return sorted(points.values(), reverse=True).index(points[player]) + 1

    def clear(self) -> None:
        """Remove all players; the server removes a hash that is empty."""
        if players := [*self._points()]:
            self._client.hdel(self._name, *players)

    def _points(self) -> dict[str, int]:
        found = self._client.hgetall(self._name)
        return {_decoded(player): int(points) for player, points in found.items()}


def _decoded(text: bytes | str) -> str:
    return text if isinstance(text, str) else str(text, "ascii")
