"""The built page on a server of its own, in real browsers."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from browser.tests.site_server import SiteServer

SLOWEST = 300_000  # milliseconds to wait for something, on the slowest machine

expect.set_options(timeout=SLOWEST)


@pytest.fixture
def server() -> Iterator[SiteServer]:
    """Serve the built page, whose folder `nox -s browser` names, until the test is over."""
    with SiteServer(os.environ["PAGE"]) as server:
        yield server


def chromium() -> str | None:
    """Return the path of a Chromium of this machine; nothing is downloaded."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")


def firefox() -> str | None:
    """Return the path of a Firefox of this machine."""
    return os.environ.get("FIREFOX") or shutil.which("firefox") or shutil.which("firefox-esr")


@pytest.fixture(scope="session", params=["chromium", "firefox"])
def browser(request: pytest.FixtureRequest) -> Iterator[Browser]:
    """Start a Chromium, and then a Firefox, without which only CI is red."""
    if request.param == "firefox" and firefox() is None and "CI" not in os.environ:
        pytest.skip("this machine has no Firefox: there's none on the path, and none in $FIREFOX")
    with sync_playwright() as playwright:
        if request.param == "firefox":
            # By its channel, Playwright takes any Firefox, with WebDriver BiDi; else it needs one of its own.
            browser = playwright.firefox.launch(channel="moz-firefox", executable_path=firefox())
        else:
            browser = playwright.chromium.launch(executable_path=chromium())
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser, server: SiteServer) -> Iterator[BrowserContext]:
    """Return what a new visitor has: nothing is kept from before."""
    context = browser.new_context(base_url=server.url)
    context.set_default_timeout(SLOWEST)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Open the first exercise."""
    page = context.new_page()
    page.goto("#first-tests")
    return page
