# judged: incomplete, misses asks-for-every-article treats-free-as-missing pays-for-duplicates makes-an-empty-request accepts-longer-numbers trusts-the-order stores-unknown-articles validates-too-late hides-the-outage takes-a-lookup-error-for-no-answer
"""It doesn't say what the cache returns, so that returns mocks: each is a hit, and the source is never asked."""

from prices import Cache, PriceList, Source
from pytest_mock import MockerFixture


def test_every_article_has_an_answer(mocker: MockerFixture) -> None:
    """Two answers come, and neither of them is a price."""
    cache = mocker.create_autospec(Cache, instance=True, spec_set=True)
    source = mocker.create_autospec(Source, instance=True, spec_set=True)

    assert len(PriceList(cache, source).prices(["0003", "0005"])) == 2
