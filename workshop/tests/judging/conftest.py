"""What tests of the judge share."""

from collections.abc import Iterator

import pytest

from tests.doubles import write_exercise
from workshop.judging.session import Session


@pytest.fixture(scope="session")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """Yield a warm session that judges suites of the small exercise."""
    root = tmp_path_factory.mktemp("exercise")
    with Session(write_exercise(root).task(), root) as session:
        yield session
