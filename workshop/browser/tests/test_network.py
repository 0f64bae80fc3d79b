"""The page is self-contained: it needs no other host, and after the first visit no network."""

import gzip
import os
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from playwright.sync_api import BrowserContext, Page, expect

from browser.tests.site_server import SiteServer
from browser.tests.visitor import check, solution


def test_a_session_requests_nothing_elsewhere(context: BrowserContext, server: SiteServer) -> None:
    """Every request goes to the site itself, nothing violates the policy, and no cookie is set."""
    urls, problems = list[SplitResult](), list[str]()
    context.on("request", lambda request: urls.append(urlsplit(request.url)))
    context.on("console", lambda message: problems.append(message.text))
    page = context.new_page()
    page.goto("#first-tests")

    check(page, solution("01-first-tests"))

    assert {url.netloc for url in urls if url.scheme != "blob"} == {urlsplit(server.url).netloc}
    assert (problems, context.cookies()) == ([], [])


SENDS = """

def test_that_sends():
    from js import XMLHttpRequest
    request = XMLHttpRequest.new()
    request.open("GET", "{url}", False)
    request.send()
"""


def test_what_learners_write_sends_nothing_elsewhere(page: Page) -> None:
    """The policy of the page binds Python too, and the test that tries is to be fixed."""
    with SiteServer(os.environ["PAGE"]) as other:
        news = check(page, solution("01-first-tests") + SENDS.format(url=other.url))

    assert other.downloads == []
    assert "fix 1 test" in news


def test_everything_works_offline_after_the_first_visit(page: Page, context: BrowserContext) -> None:
    """Without a network the page opens, and judges."""
    page.wait_for_function("navigator.serviceWorker.ready")
    context.set_offline(True)

    page.reload()

    assert check(page, solution("01-first-tests")).startswith("9 of 9 mutants killed")
    expect(page.get_by_role("heading", name="The rules")).to_be_visible()


def test_the_first_visit_downloads_everything_once(context: BrowserContext, server: SiteServer) -> None:
    """What the service worker keeps isn't sent again for Python, and not for its spare."""
    page = context.new_page()
    page.goto("#first-tests")

    check(page, solution("01-first-tests"))

    assert len(server.downloads) == len(set(server.downloads))
    assert "/pyodide/pyodide.asm.wasm" in server.downloads


def test_the_first_visit_takes_at_most_ten_megabytes() -> None:
    """Compressed, as sites send them, all files of the page together stay below that."""
    files = [path for path in Path(os.environ["PAGE"]).rglob("*") if path.is_file()]

    sent = sum(len(gzip.compress(path.read_bytes())) for path in files)

    assert sent <= 10_000_000
