"""Answers are kept in the browser, and go to another machine as a zip."""

import json
import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from playwright.sync_api import Browser, FilePayload, Page, Route, expect

from browser.tests.site_server import SiteServer
from browser.tests.visitor import EDITOR, MINE, ONLY_CHROMIUM, check, text, write


def write_and_pause(page: Page, suite: str) -> None:
    """Write a suite, and wait until it's saved."""
    write(page, suite)
    page.wait_for_function("mine => localStorage['workshop/first-tests']?.includes(mine)", arg="test_mine")


def test_reloading_keeps_answer_and_verdict(page: Page) -> None:
    """What was typed is there again, with the last verdict."""
    check(page, MINE)

    page.reload()

    expect(page.locator("#result")).to_contain_text("0 of 9 mutants killed")
    assert text(page).rstrip() == MINE.rstrip()


def test_each_exercise_has_an_answer_of_its_own(page: Page) -> None:
    """After a look at another exercise, an answer is as it was."""
    write_and_pause(page, MINE)

    page.goto("#boundaries")
    expect(page.locator(EDITOR)).to_contain_text("from postage import")
    page.goto("#first-tests")

    expect(page.locator(EDITOR)).to_contain_text("test_mine")
    assert text(page).rstrip() == MINE.rstrip()


def test_a_new_number_keeps_the_answer(browser: Browser, server: SiteServer) -> None:
    """A newer version of the exercises may order them differently; answers belong to the name."""
    page = browser.new_context(base_url=server.url, service_workers="block").new_page()
    page.goto("#first-tests")
    write_and_pause(page, MINE)

    def renumber(route: Route) -> None:
        exercises = json.dumps(route.fetch().json()).replace("01-first-tests", "07-first-tests")
        route.fulfill(body=exercises, content_type="application/json")

    page.route("**/course.json", renumber)
    page.reload()

    assert text(page).rstrip() == MINE.rstrip()
    page.context.close()


def test_a_verdict_counts_for_one_version_of_its_exercise(browser: Browser, server: SiteServer) -> None:
    """The list says what has become of each answer, in the words of `workshop list`."""
    page = browser.new_context(base_url=server.url, service_workers="block").new_page()
    page.goto("#first-tests")
    write_and_pause(page, MINE)
    page.goto("#")
    expect(page.get_by_role("listitem").first).to_contain_text("not checked yet")
    page.goto("#first-tests")
    assert check(page, "1 / 0\n").startswith("0 of 9 mutants killed")
    page.goto("#")
    expect(page.get_by_role("listitem").first).to_contain_text("0 of 9 killed")

    def change(route: Route) -> None:
        exercises = [each | {"digest": "of a newer version"} for each in route.fetch().json()]
        route.fulfill(json=exercises)

    page.route("**/course.json", change)
    page.reload()

    expect(page.get_by_role("listitem").first).to_contain_text("changed since the last check")
    page.goto("#first-tests")
    expect(page.locator(EDITOR)).to_contain_text("1 / 0")
    expect(page.locator("#result")).to_be_empty()
    page.context.close()


def test_reset_asks_first(page: Page) -> None:
    """The start file comes back only once you've confirmed."""
    start = text(page)
    write_and_pause(page, MINE)

    page.get_by_role("button", name="Reset").click()
    page.get_by_role("button", name="Keep my tests").click()
    assert text(page).rstrip() == MINE.rstrip()
    page.get_by_role("button", name="Reset").click()
    page.get_by_role("button", name="Start over").click()

    expect(page.locator("#sure")).to_be_hidden()
    assert text(page) == start


def test_going_back_withdraws_the_question(page: Page) -> None:
    """It's about the exercise that was shown, and deletes nothing of another."""
    write_and_pause(page, MINE)
    page.goto("#boundaries")
    expect(page.locator(EDITOR)).to_contain_text("from postage import")
    page.get_by_role("button", name="Reset").click()

    page.go_back()

    expect(page.locator("#sure")).to_be_hidden()
    assert text(page).rstrip() == MINE.rstrip()


@ONLY_CHROMIUM  # Firefox 153 announces downloads without the identifiers by which Playwright knows them
def test_a_zip_has_the_folders_of_answers(page: Page) -> None:
    """It unpacks into `answers/`: a folder for each exercise that was started."""
    write_and_pause(page, MINE)
    page.goto("#")

    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()

    with ZipFile(download.value.path()) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    assert files == {"01-first-tests/test_game.py": MINE}


def open_zip(page: Page, files: Mapping[str, str | bytes]) -> None:
    """Open a zip with these files on the page with the list."""
    contents = BytesIO()
    with ZipFile(contents, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    page.goto("#")
    page.locator("#zip").set_input_files(
        FilePayload(name="answers.zip", mimeType="application/zip", buffer=contents.getvalue())
    )


def test_a_zip_of_windows_has_its_data_files_too(page: Page) -> None:
    """PowerShell 5.1 writes backslashes; what a terminal leaves out is left out, and what's no text is named."""
    latin_1 = "ä".encode("latin-1")

    open_zip(
        page,
        {
            "01-first-tests\\test_game.py": MINE,
            "01-first-tests\\cases.json": "[]",
            "01-first-tests\\notes.txt": latin_1,
            "01-first-tests\\.idea\\a.py": "",
            "01-first-tests\\test_game.py.kept-1": "",
            ".old\\02-boundaries\\test_postage.py": "",
        },
    )

    expect(page.locator("#archive-news")).to_have_text(
        re.compile(r"Opened The counting game\. Left out 01-first-tests\Snotes\.txt: that's no text in UTF-8")
    )
    page.goto("#first-tests")
    expect(page.get_by_label("File").get_by_role("option")).to_have_text(["test_game.py", "cases.json"])


def test_a_zip_with_two_folders_for_an_exercise_changes_nothing(page: Page) -> None:
    """The message names both."""
    open_zip(page, {"old/01-first-tests/test_game.py": "", "answers/01-first-tests/test_game.py": MINE})

    expect(page.locator("#archive-news")).to_contain_text("old/01-first-tests and answers/01-first-tests")
    expect(page.get_by_role("listitem").first).to_contain_text("not started")


def test_opening_a_zip_shows_its_answers(page: Page) -> None:
    """The zip may have the folder `answers` itself, and helpers; what belongs to no exercise is left out."""
    files = {
        "01-first-tests/test_game.py": MINE,
        "01-first-tests/tries.py": "ONE = 1\n",
        "notes/a.py": "1 / 0\n",
    }

    open_zip(page, {f"answers/{name}": text for name, text in files.items()})

    expect(page.locator("#archive-news")).to_have_text("Opened The counting game.")
    page.goto("#first-tests")
    assert text(page).rstrip() == MINE.rstrip()
    page.get_by_label("File").select_option("tries.py")
    assert text(page).rstrip() == "ONE = 1"


def test_opening_a_zip_asks_before_it_replaces_an_answer(page: Page) -> None:
    """Escape keeps what you have."""
    write_and_pause(page, MINE)

    open_zip(page, {"01-first-tests/test_game.py": "def test_theirs() -> None: ...\n"})
    expect(page.get_by_text("Replace your tests for The counting game?")).to_be_visible()
    page.keyboard.press("Escape")

    expect(page.locator("#archive-news")).to_have_text("Nothing was opened.")
    page.goto("#first-tests")
    expect(page.locator(EDITOR)).to_contain_text("test_mine")


def test_a_file_that_is_no_zip_changes_nothing(page: Page, tmp_path: Path) -> None:
    """The message says that it can't be opened."""
    (tmp_path / "notes.zip").write_text("not a zip", encoding="utf-8")
    page.goto("#")

    page.locator("#zip").set_input_files(tmp_path / "notes.zip")

    expect(page.locator("#archive-news")).to_contain_text("can't be opened")
