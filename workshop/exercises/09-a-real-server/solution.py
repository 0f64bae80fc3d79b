"""A model suite: each test has keys of its own, and asks the server for times instead of waiting for them."""

import os
from collections.abc import Iterator

import pytest
import redis
from highscores import HighScores

DAY = 86_400


@pytest.fixture(params=[False, True], ids=["bytes", "text"])
def client(request: pytest.FixtureRequest) -> Iterator[redis.Redis]:
    """Yield a client of each kind, with nothing on the server under the keys that are used here."""
    with redis.from_url(os.environ["REDIS_URL"], decode_responses=request.param) as client:
        client.delete("arcade:pong", "arcade:chess", "till:today")
        yield client


@pytest.fixture
def pong(client: redis.Redis) -> HighScores:
    """Return an empty list."""
    return HighScores(client, "pong")


def test_a_new_list_is_empty(pong: HighScores) -> None:
    """There are no players on it, and no player has a place."""
    assert pong.best(10) == []
    assert pong.place("ACE") is None


def test_most_points_come_first(pong: HighScores) -> None:
    """The order is that of the numbers, not of their digits, and not that of the results."""
    for player, points in [("ACE", 90), ("BEE", 1_000), ("CAT", 300), ("DOG", 0)]:
        pong.submit(player, points)

    assert pong.best(10) == [("BEE", 1_000), ("CAT", 300), ("ACE", 90), ("DOG", 0)]


def test_the_best_players_are_listed_up_to_a_count(pong: HighScores) -> None:
    """Not one more, and not one fewer."""
    for player, points in [("ACE", 300), ("BEE", 200), ("CAT", 100)]:
        pong.submit(player, points)

    assert pong.best(1) == [("ACE", 300)]
    assert pong.best(2) == [("ACE", 300), ("BEE", 200)]


def test_equal_points_are_in_alphabetical_order(pong: HighScores) -> None:
    """It doesn't matter who was first. The server's own order is the opposite."""
    for player in ("BEE", "ACE", "CAT"):
        pong.submit(player, 300)

    assert pong.best(10) == [("ACE", 300), ("BEE", 300), ("CAT", 300)]


def test_the_alphabet_decides_who_is_left_out_too(pong: HighScores) -> None:
    """If the list is cut between players with equal points, the first in the alphabet stay."""
    for player in ("BEE", "ACE", "CAT"):
        pong.submit(player, 300)

    assert pong.best(2) == [("ACE", 300), ("BEE", 300)]


@pytest.mark.parametrize("results", [(300, 200), (200, 300), (300, 300)], ids=["worse", "better", "equal"])
def test_the_best_result_of_a_player_counts(pong: HighScores, results: tuple[int, int]) -> None:
    """Results aren't added up, and it doesn't matter which came last."""
    for points in results:
        pong.submit("ACE", points)

    assert pong.best(10) == [("ACE", 300)]


def test_a_place_counts_those_who_are_better(pong: HighScores) -> None:
    """Players with equal points share a place, and the next place counts all players before it."""
    for player, points in [("ACE", 300), ("BEE", 200), ("CAT", 200), ("DOG", 0)]:
        pong.submit(player, points)

    assert [pong.place(player) for player in ("ACE", "BEE", "CAT", "DOG")] == [1, 2, 2, 4]


def test_each_game_has_its_own_list(client: redis.Redis, pong: HighScores) -> None:
    """A good player of one game isn't on the list of another."""
    chess = HighScores(client, "chess")
    pong.submit("ACE", 300)
    chess.submit("BEE", 200)

    assert pong.best(10) == [("ACE", 300)]
    assert chess.best(10) == [("BEE", 200)]


def test_all_machines_show_the_same_list(client: redis.Redis, pong: HighScores) -> None:
    """One machine has been on all day, and one was just switched on: each sees the other's results."""
    pong.submit("ACE", 300)
    other = HighScores(client, "pong")
    assert other.best(10) == [("ACE", 300)]
    assert other.place("BEE") is None

    other.submit("BEE", 400)
    other.submit("ACE", 200)

    for each in (pong, other, HighScores(client, "pong")):
        assert each.best(10) == [("BEE", 400), ("ACE", 300)]
        assert [each.place("ACE"), each.place("BEE")] == [2, 1]

    other.clear()

    for each in (pong, other):
        assert each.best(10) == []
        assert each.place("ACE") is None


def test_a_cleared_list_is_empty(pong: HighScores) -> None:
    """It starts again, and an old result doesn't count any more."""
    pong.submit("ACE", 300)

    pong.clear()
    pong.submit("ACE", 200)

    assert pong.best(10) == [("ACE", 200)]


def test_clearing_a_list_removes_nothing_else(client: redis.Redis, pong: HighScores) -> None:
    """Neither another game nor what other programs keep on the server."""
    client.set("till:today", "1250")
    chess = HighScores(client, "chess")
    chess.submit("BEE", 200)

    pong.clear()

    assert chess.best(10) == [("BEE", 200)]
    assert client.get("till:today") in (b"1250", "1250")


def test_a_list_lives_for_a_day(client: redis.Redis, pong: HighScores) -> None:
    """The server knows how many seconds are left; a slow machine may take a minute."""
    pong.submit("ACE", 300)

    assert DAY - 60 < client.ttl("arcade:pong") <= DAY


def test_later_results_do_not_make_it_live_longer(client: redis.Redis, pong: HighScores) -> None:
    """Near the end of its life, any machine can submit a result, and the end stays where it was."""
    pong.submit("ACE", 300)
    client.expire("arcade:pong", 100)
    other = HighScores(client, "pong")

    for each in (pong, other):
        each.submit("ACE", 400)
        each.submit("BEE", 200)
        each.best(10)
        each.place("BEE")

    assert 0 < client.ttl("arcade:pong") <= 100
    assert pong.best(10) == [("ACE", 400), ("BEE", 200)]


def test_every_machine_can_begin_a_list(client: redis.Redis, pong: HighScores) -> None:
    """One machine clears the list, and the first result after that comes from another, which has submitted before."""
    other = HighScores(client, "pong")
    pong.submit("ACE", 300)
    other.submit("BEE", 300)
    client.expire("arcade:pong", 100)

    pong.clear()
    other.submit("CAT", 200)
    pong.submit("DOG", 100)

    assert DAY - 60 < client.ttl("arcade:pong") <= DAY
    assert other.best(10) == [("CAT", 200), ("DOG", 100)]


def test_a_list_that_has_ended_starts_again(client: redis.Redis, pong: HighScores) -> None:
    """A life of no seconds ends at once, and the next list has a day again."""
    pong.submit("ACE", 300)
    client.expire("arcade:pong", 0)

    assert pong.best(10) == []

    pong.submit("BEE", 200)

    assert pong.best(10) == [("BEE", 200)]
    assert DAY - 60 < client.ttl("arcade:pong") <= DAY
