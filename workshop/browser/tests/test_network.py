"""The page is self-contained: it needs no other host, and after the first visit no network."""

import gzip
import os
import re
import shutil
import tarfile
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


def test_two_sites_of_one_origin_work_offline(context: BrowserContext, tmp_path: Path) -> None:
    """Each keeps the files of its own version, and deletes nothing of the other."""
    for name in ("one", "two"):
        shutil.copytree(os.environ["PAGE"], tmp_path / name)
        offline = tmp_path / name / "offline.js"
        offline.write_text(re.sub("[0-9a-f]{64}", name, offline.read_text(encoding="utf-8")), encoding="utf-8")
    with SiteServer(f"{tmp_path}") as server:
        page = context.new_page()
        for name in ("one", "two"):
            page.goto(f"{server.url}{name}/")
            page.wait_for_function("() => navigator.serviceWorker.controller")

        for name in ("one", "two"):
            assert page.evaluate("url => caches.match(url).then(Boolean)", f"{server.url}{name}/style.css")
        page.context.close()


def test_what_is_published_names_no_folder_of_the_machine() -> None:
    """Where the workshop was installed from is nobody's business."""
    with tarfile.open(Path(os.environ["PAGE"], "packages.tar.gz")) as archive:
        assert [name for name in archive.getnames() if name.endswith("direct_url.json")] == []


def test_the_first_visit_takes_at_most_ten_megabytes() -> None:
    """Compressed, as sites send them, all files of the page together stay below that."""
    files = [path for path in Path(os.environ["PAGE"]).rglob("*") if path.is_file()]

    sent = sum(len(gzip.compress(path.read_bytes())) for path in files)

    assert sent <= 10_000_000
