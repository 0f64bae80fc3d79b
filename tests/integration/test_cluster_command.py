"""The command, run in this process, with a real Redis Cluster."""

import pytest

from fizzbuzz.cli import main
from fizzbuzz.redis_cache import RedisCache, connect
from tests.redis_cluster import Cluster

pytestmark = pytest.mark.server("own")


def test_the_option_selects_the_cluster(cluster: Cluster, capsys: pytest.CaptureFixture[str]) -> None:
    """The cluster that --redis names is read and written."""
    with connect(cluster.url) as client:
        cache = RedisCache(client)
        cache.put(2, "Buzz")

        main(["--redis", cluster.url, "2", "18"])

        assert cache.get(18) == "Fizz"
    assert capsys.readouterr() == ("Buzz\nFizz\n", "")


@pytest.mark.parametrize(
    ("scheme", "login", "message"),
    [
        pytest.param("redis+cluster", "me:wrong@", "invalid username-password pair", id="a refused login"),
        pytest.param("redis", "", "use redis+cluster:// in its URL", id="the URL of a server"),
    ],
)
def test_a_wrong_url_of_a_cluster_is_an_immediate_error(
    scheme: str, login: str, message: str, cluster: Cluster, capsys: pytest.CaptureFixture[str]
) -> None:
    """It exits with code 2 and no answer, because waiting doesn't fix it."""
    _, port = cluster.url.partition("?")[0].rsplit(":", 1)

    with pytest.raises(SystemExit) as exit_:
        main(["--redis", f"{scheme}://{login}127.0.0.1:{port}", "2", "3"])

    out, err = capsys.readouterr()
    assert (out, exit_.value.code) == ("", 2)
    assert err.startswith("fizzbuzz: --redis: ")
    assert message in err
