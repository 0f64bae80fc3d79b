# judged: vacuous
"""It tests the mock instead of the program: the mock returns what the test gave it."""

from prices import Cache
from pytest_mock import MockerFixture


def test_the_cache_has_the_price(mocker: MockerFixture) -> None:
    """No price list is asked, or even created."""
    cache = mocker.create_autospec(Cache, instance=True, spec_set=True)
    cache.get.return_value = 250

    assert cache.get("0003") == 250
    cache.get.assert_called_once_with("0003")
