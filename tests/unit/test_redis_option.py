"""The cache that the option `--redis` leads to, with a client that fails or a URL that's wrong."""

from functools import partial

import pytest
from fakeredis import FakeRedis, FakeServer
from pytest_mock import MockerFixture
from redis import exceptions

from fizzbuzz import FailSafeCache, redis_cache, redis_option
from fizzbuzz.cli import main
from tests.clock import ManualClock


def test_a_redis_that_is_down_is_left_alone(clock: ManualClock, mocker: MockerFixture) -> None:
    """It's asked once, when the cache is opened, and requests don't wait for it again."""
    client = FakeRedis(server=FakeServer())
    mget = mocker.patch.object(client, "mget", side_effect=exceptions.ConnectionError("refused"))
    mocker.patch.object(redis_cache, "connect", return_value=client)
    mocker.patch.object(redis_option, "FailSafeCache", partial(FailSafeCache, clock=clock))

    with redis_option.opened_cache("redis://somewhere", mocker.Mock()) as cache:
        value = cache.get(3)

    assert value is None
    mget.assert_called_once()


@pytest.mark.parametrize(
    ("argv", "source"),
    [
        pytest.param(["3"], "FIZZBUZZ_REDIS_URL", id="the variable"),
        pytest.param(["3", "--redis", "no URL either"], "--redis", id="the option"),
    ],
)
def test_the_message_names_where_a_wrong_url_comes_from(
    argv: list[str], source: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody looks for a mistake in an option that they didn't give."""
    monkeypatch.setenv("FIZZBUZZ_REDIS_URL", "no URL")

    with pytest.raises(SystemExit):
        main(argv)

    assert capsys.readouterr().err.startswith(f"fizzbuzz: {source}: the URL must begin with ")
