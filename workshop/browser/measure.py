"""What a visitor of the page waits for, in a real Chromium: `python -m browser.measure FOLDER`, with the built page.

It prints medians in seconds and, at the end, the memory of the page's processes. `nox -s page` builds the page; this
runs in the environment of the session `browser`.
"""

import subprocess
import sys
from collections.abc import Callable
from statistics import median
from time import perf_counter

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from browser.tests.conftest import SLOWEST, chromium
from browser.tests.site_server import SiteServer
from browser.tests.test_judging import ENDLESS
from browser.tests.visitor import EXERCISES, begin_check, check, solution

ROUNDS = 5


def seconds(action: Callable[[], object]) -> float:
    """Return how long an action takes."""
    began = perf_counter()
    action()
    return perf_counter() - began


def visit(context: BrowserContext) -> Page:
    """Open the first exercise."""
    page = context.new_page()
    page.goto("#first-tests")
    return page


def first_verdicts(browser: Browser, url: str) -> tuple[float, float]:
    """Return how long the first verdict of a new visitor takes, and that of the next visit."""
    suite = solution("01-first-tests")
    context = browser.new_context(base_url=url)
    context.set_default_timeout(SLOWEST)
    times = seconds(lambda: check(visit(context), suite)), seconds(lambda: check(visit(context), suite))
    context.close()
    return times


def warm_verdict(page: Page, name: str) -> float:
    """Return how long the verdict on an exercise's solution takes from *Check*, once the page has judged it before."""
    _, _, address = name.partition("-")
    page.goto(f"#{address}")
    page.wait_for_function("address => location.hash === '#' + address", arg=address)
    page.wait_for_timeout(500)
    check(page, solution(name))
    return median(seconds(lambda: verdict(page)) for _ in range(ROUNDS))


def verdict(page: Page) -> None:
    """Check the suite in the editor; `expect` would look for the verdict only every half a second."""
    page.get_by_role("button", name="Check").click()
    page.wait_for_function("() => document.getElementById('news').textContent")


def stop(page: Page) -> float:
    """Return how long *Stop* takes while a test doesn't end."""
    begin_check(page, ENDLESS, "test_never_ends")

    def click() -> None:
        page.get_by_role("button", name="Stop").click()
        expect(page.locator("#news")).to_have_text("Stopped.")

    return seconds(click)


def memory() -> float:
    """Return how much memory the largest process of a page takes, in MB."""
    listed = subprocess.run(["ps", "-eo", "rss,args"], check=True, stdout=subprocess.PIPE, text=True).stdout
    return max(int(line.split()[0]) for line in listed.splitlines() if "--type=renderer" in line) / 1000


def main() -> None:
    """Measure, and print a line for each figure."""
    with SiteServer(sys.argv[1]) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium())
        firsts = [first_verdicts(browser, server.url) for _ in range(ROUNDS)]
        for name, times in zip(("empty cache", "warm cache"), zip(*firsts, strict=True), strict=True):
            print(f"first verdict, {name}: {median(times):.1f} s", flush=True)
        context = browser.new_context(base_url=server.url)
        context.set_default_timeout(SLOWEST)
        page = visit(context)
        check(page, solution("01-first-tests"))
        for folder in sorted(EXERCISES.iterdir()):
            if "threads" not in (folder / "exercise.toml").read_text(encoding="utf-8"):
                print(f"warm verdict, {folder.name}: {warm_verdict(page, folder.name):.1f} s", flush=True)
        page.goto("#first-tests")
        page.wait_for_timeout(500)
        print(f"stop: {median(stop(page) for _ in range(ROUNDS)):.1f} s", flush=True)
        after = seconds(lambda: check(page, solution("01-first-tests")))
        print(f"verdict after stop: {after:.1f} s\nmemory of the page: {memory():.0f} MB")
        browser.close()


if __name__ == "__main__":
    main()
