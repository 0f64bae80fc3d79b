"""High scores of the games of an arcade, in Redis, with the points below zero: then the server has the order right."""

from typing import cast

import redis


class HighScores:
    """The list of one game: a sorted set, the best player first."""

    def __init__(self, client: redis.Redis, game: str) -> None:
        self.client = client
        self.key = f"arcade:{game}"

    def submit(self, player: str, points: int) -> None:
        """Note a result and the end of the list's life in one transaction."""
        with self.client.pipeline() as pipeline:
            pipeline.zadd(self.key, {player: -points}, lt=True)
            pipeline.expire(self.key, 86_400, nx=True)
            pipeline.execute()

    def best(self, count: int) -> list[tuple[str, int]]:
        """Return the first players of the set, as many as are asked for."""
        if count < 1:
            raise ValueError(f"the best {count} players are no list")
        found = self.client.zrange(self.key, 0, count - 1, withscores=True)
        pairs = cast("list[tuple[bytes | str, float]]", found)
        return [(player if isinstance(player, str) else player.decode(), -int(points)) for player, points in pairs]

    def place(self, player: str) -> int | None:
        """Return 1 plus the number of players before this one, not counting those with equal points."""
        points = self.client.zscore(self.key, player)
        return None if points is None else self.client.zcount(self.key, "-inf", f"({points}") + 1

    def clear(self) -> None:
        """Have the server forget the list when it has time for it."""
        self.client.unlink(self.key)
