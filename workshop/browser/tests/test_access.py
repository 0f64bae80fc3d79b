"""The page can be used with a keyboard, with a screen reader, on a phone, and in the dark."""

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser.tests.site_server import SiteServer
from browser.tests.visitor import EDITOR, ONLY_CHROMIUM, check

AXE = Path(__file__).parents[1] / "node_modules" / "axe-core" / "axe.min.js"
WRONG = """\
from game import say

def test_six_is_fizz() -> None:
    assert say(6) == "Fizz"

def test_three_is_buzz() -> None:
    assert say(3) == "Buzz"
"""


@ONLY_CHROMIUM  # in a Firefox, Playwright can neither choose the theme nor lift the policy
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(theme: Literal["light", "dark"], browser: Browser, server: SiteServer) -> None:
    """Neither in the list, nor in an exercise with a verdict and everything unfolded, nor in one for the terminal."""
    context = browser.new_context(base_url=server.url, color_scheme=theme, bypass_csp=True)
    page = context.new_page()
    page.goto("#")
    page.locator("#exercises li").first.wait_for()
    assert violations(page) == []

    page.goto("#first-tests")
    check(page, WRONG)
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    assert violations(page) == []

    page.goto("#a-race")
    assert violations(page) == []
    context.close()


def violations(page: Page) -> list[str]:
    """Return what axe finds, with the elements concerned."""
    if not page.evaluate("'axe' in window"):
        page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run().then(result => result.violations)")
    return [f"{each['id']}: {[node['html'] for node in each['nodes']]}" for each in found]


def test_escape_then_tab_leaves_the_editor(page: Page) -> None:
    """Tab alone indents, so Escape comes first, as a line says; the next thing is the button *Check*."""
    expect(page.get_by_text("Escape, then Tab leaves the editor")).to_be_visible()
    page.locator(EDITOR).click()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")

    expect(page.get_by_role("button", name="Check")).to_be_focused()


def test_stop_leaves_the_focus_on_check(page: Page) -> None:
    """The button *Stop* disappears, so the next key would have no place to begin."""
    page.get_by_role("button", name="Check").click()
    page.get_by_role("button", name="Stop").focus()

    page.keyboard.press("Enter")

    expect(page.get_by_role("button", name="Check")).to_be_focused()


@pytest.mark.parametrize(("platform", "keys"), [("Linux x86_64", "Control+Enter"), ("MacIntel", "Meta+Enter")])
def test_the_shortcut_is_that_of_the_platform(platform: str, keys: str, context: BrowserContext) -> None:
    """The editor takes Command for Control on a Mac."""
    context.add_init_script(f"Object.defineProperty(navigator, 'platform', {{ value: '{platform}' }})")
    page = context.new_page()
    page.goto("#first-tests")

    expect(page.get_by_role("button", name="Check")).to_have_attribute("aria-keyshortcuts", keys)


def test_an_exercise_begins_at_its_top(browser: Browser, server: SiteServer) -> None:
    """On a phone the list is longer than the screen; a keyboard and a screen reader begin at the heading, too."""
    page = browser.new_page(base_url=server.url, viewport={"width": 390, "height": 844})
    page.goto("#")

    page.get_by_role("listitem").last.get_by_role("link").click()

    expect(page.get_by_role("heading", level=1)).to_be_focused()
    assert page.evaluate("scrollY") == 0
    page.context.close()


def test_the_status_is_read_out(page: Page) -> None:
    """The score appears in a live region."""
    news = check(page, WRONG)

    expect(page.get_by_role("status").filter(has_text=news)).to_be_visible()


@pytest.mark.parametrize("hash_", ["#", "#first-tests", "#a-race"])
def test_a_phone_needs_no_horizontal_scrolling(hash_: str, browser: Browser, server: SiteServer) -> None:
    """At 390 pixels everything fits."""
    page = browser.new_page(base_url=server.url, viewport={"width": 390, "height": 844})
    page.goto(hash_)
    if hash_ == "#first-tests":
        check(page, WRONG)

    assert page.evaluate("innerWidth") == 390
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.context.close()


def test_the_theme_is_kept(page: Page) -> None:
    """Dark is chosen once, and stays."""
    page.get_by_role("button", name="Dark theme").click()

    page.reload()

    expect(page.get_by_role("button", name="Light theme")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).colorScheme") == "dark"
