# judged: over-specified
"""It demands the message of this one program."""

import pytest
from prices import Cache, PriceList, Source
from pytest_mock import MockerFixture


def test_letters_are_refused(mocker: MockerFixture) -> None:
    """The rules promise a ValueError, and say nothing about its message."""
    cache = mocker.create_autospec(Cache, instance=True, spec_set=True)
    source = mocker.create_autospec(Source, instance=True, spec_set=True)

    with pytest.raises(ValueError, match="must have four digits"):
        PriceList(cache, source).prices(["milk"])
