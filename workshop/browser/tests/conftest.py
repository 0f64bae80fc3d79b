"""The built page on a server of its own, in a real browser."""

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


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start a Chromium."""
    with sync_playwright() as playwright:
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
