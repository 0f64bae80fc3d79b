"""The session of a run has what tests may expect of pytest."""

from pathlib import Path

from tests.ages import FILE, ORIGINAL
from tests.engine.browser_page import PASSED, Page

CACHES = """
import pytest

pytestmark = pytest.mark.filterwarnings("error")


def test_sets(cache):
    assert cache.get("ages/oldest", 0) == 0
    cache.set("ages/oldest", 122)
    assert cache.get("ages/oldest", 0) == 122


def test_keeps(cache):
    assert cache.get("ages/oldest", 0) == 122


def test_makes_a_folder(cache):
    (cache.mkdir("ages") / "new").touch()
"""


def test_each_run_has_an_empty_cache(tmp_path: Path) -> None:
    """Tests can use pytest's fixture, which doesn't warn of anything, and leave nothing."""
    results = Page(tmp_path, CACHES).run(ORIGINAL, ORIGINAL)

    assert [{*each.outcomes.values()} for each in results] == [{PASSED}] * 2
    assert {*results[0].outcomes} == {f"{FILE}::{name}" for name in ("test_sets", "test_keeps", "test_makes_a_folder")}
    assert not [*tmp_path.rglob(".pytest_cache")]
