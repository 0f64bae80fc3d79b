"""What the web pages are made of."""

import re
from base64 import b64encode
from hashlib import sha256

from tests.grading.pages.page_reader import PageReader
from workshop.grading.pages.elements import SCRIPT, STYLE, Cell, page, section, table


def test_a_page_loads_nothing_and_runs_only_its_own_script() -> None:
    """A browser compares the texts with their hashes in the policy, and refuses what isn't listed."""
    written = page("Title", "<p>text</p>", script=SCRIPT)

    inside = [
        text for kind in ("style", "script") for text in re.findall(f"<{kind}>(.*?)</{kind}>", written, re.DOTALL)
    ]
    assert inside == [STYLE, SCRIPT]
    hashes = [f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}" for text in inside]
    (policy,) = [meta["content"] for meta in PageReader(written).attributes["meta"] if "http-equiv" in meta]
    assert policy == f"default-src 'none'; style-src '{hashes[0]}'; script-src '{hashes[1]}'"
    assert "://" not in written


def test_a_page_without_a_script_runs_none() -> None:
    """The page of a learner is one."""
    assert "script" not in page("Title", "<p>text</p>")


def test_a_table_is_scrolled_in_a_box_with_a_name() -> None:
    """The box can be reached with the keyboard, and a screen reader says what it is."""
    written = section("map", "Heading", table("map", ["learner", "score"], [[Cell("one"), Cell("3", "number", 3)]]))

    found = PageReader(written)
    assert found.attributes["h2"] == [{"id": "map-heading"}]
    assert found.attributes["div"] == [
        {"class": "scroll", "role": "region", "aria-labelledby": "map-heading", "tabindex": "0"}
    ]
    assert found.attributes["th"] == [{"scope": "col"}, {"scope": "col"}, {"scope": "row"}]
    assert found.attributes["td"] == [{"class": "number", "data-value": "3"}]
    assert "tfoot" not in found.elements
