"""The session of a run has what tests may expect of pytest."""

from pathlib import Path
from unittest.mock import Mock

import pytest

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


def test_no_versions_are_looked_up_for_a_header(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody sees pytest's header, and reading the versions of all plugins takes time in each run."""
    versions = Mock(return_value=[])
    monkeypatch.setattr("_pytest.terminal._plugin_nameversions", versions)

    Page(tmp_path, "def test_one():\n    pass\n").run(ORIGINAL)

    versions.assert_not_called()
