"""No answer is lost if the browser can't save it, or if several tabs change it."""

from zipfile import ZipFile

from playwright.sync_api import BrowserContext, Page, expect

from browser.tests.visitor import EDITOR, MINE, ONLY_CHROMIUM, expect_text, write

NO_ROOM = """() => {
    window.setItem = Storage.prototype.setItem;
    Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
}"""
ROOM = "() => { Storage.prototype.setItem = setItem; }"
NO_STORAGE = """\
Object.defineProperty(window, "localStorage", { get() { throw new DOMException("denied", "SecurityError"); } });
"""
KEPT = "localStorage['workshop/first-tests'] ?? ''"
THEIRS = '{"files": {"test_game.py": "# theirs"}}'


def test_an_answer_that_cannot_be_saved_stays_in_the_tab(page: Page) -> None:
    """The warning stays until there's room; then everything is saved, with the next change."""
    page.evaluate(NO_ROOM)
    write(page, MINE)
    expect(page.get_by_role("alert")).to_contain_text("no room left")

    page.goto("#boundaries")
    expect(page.locator(EDITOR)).to_contain_text("from postage import")
    expect(page.get_by_role("alert")).to_contain_text("no room left")
    page.goto("#first-tests")
    expect_text(page, MINE)

    page.evaluate(ROOM)
    page.goto("#boundaries")
    write(page, "# another\n")
    expect(page.get_by_role("alert")).to_be_empty()
    assert "test_mine" in page.evaluate(KEPT)


@ONLY_CHROMIUM  # Firefox 153 announces downloads without the identifiers by which Playwright knows them
def test_an_answer_that_cannot_be_saved_can_be_downloaded(page: Page) -> None:
    """The list knows that it's started, and the zip has it."""
    page.evaluate(NO_ROOM)
    write(page, MINE)
    expect(page.get_by_role("alert")).not_to_be_empty()
    page.goto("#")
    expect(page.get_by_role("listitem").first).not_to_contain_text("not started")

    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()

    with ZipFile(download.value.path()) as archive:
        assert archive.read("01-first-tests/test_game.py").decode() == MINE


def test_a_browser_that_keeps_nothing_shows_the_page(context: BrowserContext) -> None:
    """Tests can be written, and the theme can be chosen."""
    context.add_init_script(NO_STORAGE)
    page = context.new_page()
    page.goto("#first-tests")
    page.get_by_role("button", name="Dark theme").click()

    write(page, MINE)

    expect(page.get_by_role("button", name="Light theme")).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("keep nothing")


def test_another_tab_shows_what_this_one_saves(page: Page, context: BrowserContext) -> None:
    """So its next key adds to the newer text; a list in a third tab has the newer state."""
    other, third = context.new_page(), context.new_page()
    other.goto("#first-tests")
    third.goto("#")
    expect(third.get_by_role("listitem").first).to_contain_text("not started")

    write(page, MINE)

    expect(other.locator(EDITOR)).to_contain_text("test_mine")
    expect(third.get_by_role("listitem").first).not_to_contain_text("not started")


def test_newer_work_of_another_tab_is_not_overwritten(page: Page) -> None:
    """A tab that was frozen, say, doesn't know of it: the warning says so, and reloading shows the other text."""
    expect(page.locator(EDITOR)).to_contain_text("from game import")
    page.evaluate("theirs => { localStorage['workshop/first-tests'] = theirs }", THEIRS)

    write(page, MINE)

    expect(page.get_by_role("alert")).to_contain_text("another tab")
    assert page.evaluate(KEPT) == THEIRS
    expect_text(page, MINE)
    page.reload()
    expect(page.locator(EDITOR)).to_contain_text("# theirs")
    expect(page.get_by_role("alert")).to_be_empty()
