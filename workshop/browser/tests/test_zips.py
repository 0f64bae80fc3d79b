"""Answers go to another machine as a zip."""

import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import FilePayload, Page, expect

from browser.tests.visitor import EDITOR, MINE, ONLY_CHROMIUM, expect_text, write_and_pause


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
    choose(page, FilePayload(name="answers.zip", mimeType="application/zip", buffer=contents.getvalue()))


def choose(page: Page, file: FilePayload | Path) -> None:
    """Choose a file to open, on the page with the list, once that's there and listens."""
    page.goto("#")
    expect(page.get_by_role("button", name="Open a zip")).to_be_visible()
    page.locator("#zip").set_input_files(file)


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
    expect_text(page, MINE)
    page.get_by_label("File").select_option("tries.py")
    expect_text(page, "ONE = 1")


def test_opening_a_zip_asks_before_it_replaces_an_answer(page: Page) -> None:
    """Escape keeps what you have."""
    write_and_pause(page, MINE)

    open_zip(page, {"01-first-tests/test_game.py": "def test_theirs() -> None: ...\n"})
    expect(page.get_by_text("Replace your tests for The counting game?")).to_be_visible()
    page.keyboard.press("Escape")

    expect(page.locator("#archive-news")).to_have_text("Nothing was opened.")
    page.goto("#first-tests")
    expect(page.locator(EDITOR)).to_contain_text("test_mine")


@pytest.mark.parametrize("start", ["./", "answers/./", ".\\"], ids=["before", "within", "of Windows"])
def test_a_zip_may_name_the_current_folder(page: Page, start: str) -> None:
    """Its dot isn't that of a hidden folder."""
    open_zip(page, {f"{start}01-first-tests/test_game.py": MINE, f"{start}.idea/01-first-tests/a.py": ""})

    expect(page.locator("#archive-news")).to_have_text("Opened The counting game.")
    page.goto("#first-tests")
    expect_text(page, MINE)


def test_a_file_that_is_no_zip_changes_nothing(page: Page, tmp_path: Path) -> None:
    """The message says that it can't be opened."""
    (tmp_path / "notes.zip").write_text("not a zip", encoding="utf-8")

    choose(page, tmp_path / "notes.zip")

    expect(page.locator("#archive-news")).to_contain_text("can't be opened")
