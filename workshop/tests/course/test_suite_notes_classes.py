"""Notes on classes: pytest looks for tests in some of them only."""

import pytest

from tests.course.notes import notes_on
from workshop.course.suite_notes import IN_CLASS, WITH_INIT

CONNECTS = "\n  def __init__(self): ...\n  def test_connection(self): ...\n"


@pytest.mark.parametrize(
    ("text", "note"),
    [
        pytest.param("class GameTest:\n  def test_a(self): ...\n", (1, IN_CLASS), id="another name"),
        pytest.param(
            "class TestGame:\n  def __init__(self): ...\n  def test_a(self): ...\n",
            (1, WITH_INIT),
            id="with __init__",
        ),
        pytest.param(f"class GameTest:{CONNECTS}", (1, IN_CLASS), id="both"),
    ],
)
def test_class_that_is_skipped_is_named(text: str, note: tuple[int, str]) -> None:
    """The note says what to do."""
    assert notes_on(text) == [note]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("class GameTest(unittest.TestCase):\n  def test_a(self): ...\n", id="a TestCase"),
        pytest.param("class Base:\n  def test_a(self): ...\nclass TestGame(Base): ...\n", id="a base"),
        pytest.param("class Game:\n  def play(self): ...\n", id="no tests"),
        pytest.param(f"class Server:{CONNECTS}def test_it():\n  Server().test_connection()\n", id="a helper"),
        pytest.param(f"class TestServer:{CONNECTS}def test_it():\n  TestServer()\n", id="one called Test"),
        pytest.param(f"class TestServer:\n  __test__ = False{CONNECTS}", id="one that isn't to be collected"),
        pytest.param(f"class Server:\n  __test__: bool = False{CONNECTS}", id="the same with a type"),
    ],
)
def test_class_that_may_be_collected_is_fine(text: str) -> None:
    """Its tests may run under another name."""
    assert notes_on(text) == []


def test_base_for_another_file_is_fine() -> None:
    """A contract is inherited where its implementations are tested."""
    contract = "class Contract:\n  def test_a(self): ...\n"

    assert notes_on(contract, test_more="from test_game import Contract\n") == []
