"""What a visitor does on the page."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

EXERCISES = Path(__file__).parents[2] / "exercises"
EDITOR = ".cm-content"
MINE = 'def test_mine() -> None:\n    """It\'s mine."""\n'
ONLY_CHROMIUM = pytest.mark.parametrize("browser", ["chromium"], indirect=True)


def solution(name: str) -> str:
    """Return the model suite of an exercise."""
    return (EXERCISES / name / "solution.py").read_text(encoding="utf-8")


def write(page: Page, suite: str) -> None:
    """Replace the text in the editor."""
    page.locator(EDITOR).click()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.press("Delete")
    page.keyboard.insert_text(suite)


def text(page: Page) -> str:
    """Return the text in the editor."""
    return page.locator(EDITOR).inner_text()


def expect_text(page: Page, suite: str) -> None:
    """Wait until the editor shows this text, and nothing else."""
    expect(page.locator(EDITOR)).to_have_text(suite, use_inner_text=True)  # any white space will do for that
    assert text(page).rstrip() == suite.rstrip()


def check(page: Page, suite: str) -> str:
    """Write a suite, check it, and return what the status says then."""
    write(page, suite)
    page.get_by_role("button", name="Check").click()
    return status(page)


def begin_check(page: Page, suite: str, test: str) -> None:
    """Write a suite, begin to check it, and wait until the page says that this test is still running.

    It looks often: the page says so after a second, and a second later the test may be over.
    """
    write(page, suite)
    page.get_by_role("button", name="Check").click()
    page.wait_for_function("name => document.querySelector('#progress').textContent.includes(name)", arg=test)


def status(page: Page) -> str:
    """Return what the status says once the judge is done."""
    expect(page.locator("#news")).not_to_be_empty()
    return page.locator("#news").inner_text()


def write_and_pause(page: Page, suite: str) -> None:
    """Write a suite, and wait until it's saved."""
    write(page, suite)
    page.wait_for_function("mine => localStorage['workshop/first-tests']?.includes(mine)", arg="test_mine")
