"""The built page on a server of its own, in real browsers."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from browser.tests.site_server import SiteServer

OLDEST_FIREFOX = 143  # the first that has all that Playwright asks for by WebDriver BiDi
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


def why_not_firefox() -> str:
    """Return why this machine's Firefox can't be used; "" if it can."""
    path = firefox()
    if path is None:
        return "there's none on the path, and none in $FIREFOX"
    printed = subprocess.run([path, "--version"], stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout
    version = re.search(r"\d+", printed)
    is_too_old = version and int(version[0]) < OLDEST_FIREFOX
    return f"{printed.strip()} is older than {OLDEST_FIREFOX}, the first that Playwright can use" if is_too_old else ""


@pytest.fixture(scope="session", params=["chromium", "firefox"])
def browser(request: pytest.FixtureRequest) -> Iterator[Browser]:
    """Start a Chromium, and then a Firefox, without which only CI is red."""
    if request.param == "firefox" and "CI" not in os.environ and (reason := why_not_firefox()):
        pytest.skip(f"this machine has no Firefox that fits: {reason}")
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
