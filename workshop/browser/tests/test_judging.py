"""The judge in the page gives the verdicts of the terminal, and is never stuck."""

import os
import shutil
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser.tests.site_server import SiteServer
from browser.tests.visitor import EDITOR, begin_check, check, solution, status, write

ONE_TEST = """\
from game import say

def test_six_is_fizz() -> None:
    assert say(6) == "Fizz"
"""
ENDLESS = f"""\
{ONE_TEST}

def test_never_ends() -> None:
    while True:
        pass
"""


def test_a_suite_gets_its_verdict(page: Page) -> None:
    """After Ctrl-Enter, the verdict says what each mutant did, and what a killed one changed can be opened."""
    write(page, ONE_TEST)
    page.keyboard.press("Control+Enter")

    assert status(page).startswith("1 of 9 mutants killed")
    expect(page.locator("#result")).to_contain_text("knows-only-three: It's right for the example that everyone tries")
    page.locator("summary", has_text="knows-only-three").click()
    expect(page.locator("#result")).to_contain_text("+    if number == 3:")


def test_the_model_suite_kills_every_mutant(page: Page) -> None:
    """Then the exercise is done: it shows the model suite, says what comes next, and the list says so too."""
    news = check(page, solution("01-first-tests"))

    assert news.startswith("9 of 9 mutants killed")
    expect(page.locator("#result")).to_contain_text("A model suite")
    expect(page.get_by_role("link", name="The post office")).to_be_visible()
    page.get_by_role("link", name="Workshop").click()
    expect(page.get_by_role("listitem").first).to_contain_text("done")


def test_an_endless_loop_times_out(page: Page) -> None:
    """A test that never ends is named, and the other test still kills its mutants."""
    news = check(page, ENDLESS)

    assert news.startswith("1 of 9 mutants killed")
    expect(page.locator("#result")).to_contain_text("test_never_ends timed out")


def test_leaving_an_exercise_stops_its_check(page: Page) -> None:
    """The exercise that's shown then says nothing of it."""
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_role("button", name="Stop")).to_be_visible()

    page.goto("#boundaries")

    expect(page.get_by_role("button", name="Stop")).to_be_hidden()
    expect(page.locator("#news")).to_be_empty()


COUNTS_WORKERS = """\
window.made = window.ended = 0;
window.Worker = class extends Worker {
  constructor(...options) { super(...options); window.made++; }
  terminate() { super.terminate(); window.ended++; }
};
"""
INSTALLS_LATER = """\
const installed = new Promise((resolve) => { window.install = () => resolve(null); });
navigator.serviceWorker.register = () => installed;
"""


def test_stop_before_python_starts_leaves_no_worker(context: BrowserContext) -> None:
    """Only the worker of the next check is started, and a spare."""
    context.add_init_script(COUNTS_WORKERS + INSTALLS_LATER)
    page = context.new_page()
    page.goto("#first-tests")
    page.get_by_role("button", name="Check").click()
    page.get_by_role("button", name="Stop").click()
    assert status(page) == "Stopped."

    page.evaluate("install()")

    assert check(page, ONE_TEST).startswith("1 of 9 mutants killed")
    assert page.evaluate("made") <= 2


def test_time_in_which_the_page_is_frozen_does_not_count(context: BrowserContext) -> None:
    """A phone stops a page that isn't shown, and its worker too; what it counts is the time of the page."""
    context.add_init_script(COUNTS_WORKERS)
    page = context.new_page()
    page.clock.install()
    page.goto("#first-tests")
    begin_check(page, ENDLESS, "test_never_ends")

    page.clock.pause_at(page.evaluate("Date.now()") + 60_000)
    assert page.evaluate("ended") == 0

    page.clock.run_for(20_000)
    assert page.evaluate("ended") == 1


def test_a_judge_that_fails_to_load_is_reported(browser: Browser, tmp_path: Path) -> None:
    """The status names what failed to load; once it's there, *Check* works."""
    site = shutil.copytree(
        os.environ["PAGE"], tmp_path / "site", ignore=shutil.ignore_patterns("judge.js", "offline.js")
    )
    with SiteServer(f"{site}") as server:
        page = browser.new_page(base_url=server.url)
        page.goto("#first-tests")

        news = check(page, ONE_TEST)

        assert news.startswith("Your tests couldn't be judged.")
        assert "judge.js" in news
        shutil.copy(Path(os.environ["PAGE"], "judge.js"), site)
        page.get_by_role("button", name="Check").click()
        expect(page.locator("#news")).to_contain_text("1 of 9 mutants killed")
        page.context.close()


def test_a_page_that_cannot_be_kept_offline_judges_all_the_same(browser: Browser, tmp_path: Path) -> None:
    """A file is missing, so the service worker fails; without space, it does so, too."""
    site = shutil.copytree(os.environ["PAGE"], tmp_path / "site", ignore=shutil.ignore_patterns("icon.svg"))
    with SiteServer(f"{site}") as server:
        page = browser.new_page(base_url=server.url)
        page.goto("#first-tests")

        assert check(page, ONE_TEST).startswith("1 of 9 mutants killed")
        page.context.close()


def test_a_hint_helps_to_begin(page: Page) -> None:
    """The first hint is the exercise's, the second is the next one."""
    page.get_by_role("button", name="Hint").click()

    expect(page.locator("#hints")).to_contain_text("hint 1 of 3")
    page.get_by_role("button", name="Hint").click()
    expect(page.locator("#hints")).to_contain_text("hint 2 of 3")


def test_an_exercise_with_threads_leads_to_the_terminal(page: Page) -> None:
    """It can't run in a browser, says why, and shows the commands instead of an editor."""
    page.goto("#a-race")

    expect(page.locator("#reason")).to_contain_text("threads")
    expect(page.locator("#commands")).to_contain_text("workshop")
    expect(page.locator(EDITOR)).to_be_hidden()
