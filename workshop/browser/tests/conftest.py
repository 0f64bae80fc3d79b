"""The built page on a server of its own, in a real browser."""

import os
import shutil
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

SLOWEST = 120_000  # milliseconds to wait for something, on the slowest machine


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files without a line for each."""

    def log_message(self, *_: object) -> None:
        """Log nothing."""


@pytest.fixture(scope="session")
def folder() -> Path:
    """The folder of the built page, as `nox -s browser` names it."""
    return Path(os.environ["PAGE"])


@pytest.fixture
def url(folder: Path) -> Iterator[str]:
    """The address of the page, on a server that stops after the test."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=folder)) as server:
        Thread(target=server.serve_forever).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium of this machine; nothing is downloaded."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found)
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser, url: str) -> Iterator[BrowserContext]:
    """A new visitor, without anything kept from before."""
    context = browser.new_context(base_url=url, reduced_motion="reduce")
    context.set_default_timeout(SLOWEST)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """The page with the first exercise."""
    page = context.new_page()
    page.goto("#first-tests")
    return page
