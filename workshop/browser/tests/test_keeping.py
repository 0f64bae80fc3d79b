"""Answers are kept in the browser."""

import json

from playwright.sync_api import Browser, Page, Route, expect

from browser.tests.site_server import SiteServer
from browser.tests.visitor import EDITOR, MINE, check, expect_text, text, write_and_pause


def test_reloading_keeps_answer_and_verdict(page: Page) -> None:
    """What was typed is there again, with the last verdict."""
    check(page, MINE)

    page.reload()

    expect(page.locator("#result")).to_contain_text("0 of 9 mutants killed")
    expect_text(page, MINE)


def test_each_exercise_has_an_answer_of_its_own(page: Page) -> None:
    """After a look at another exercise, an answer is as it was."""
    write_and_pause(page, MINE)

    page.goto("#boundaries")
    expect(page.locator(EDITOR)).to_contain_text("from postage import")
    page.goto("#first-tests")

    expect(page.locator(EDITOR)).to_contain_text("test_mine")
    expect_text(page, MINE)


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

    expect_text(page, MINE)
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
    expect_text(page, MINE)
    page.get_by_role("button", name="Reset").click()
    page.get_by_role("button", name="Start over").click()

    expect(page.locator("#sure")).to_be_hidden()
    expect_text(page, start)


def test_going_back_withdraws_the_question(page: Page) -> None:
    """It's about the exercise that was shown, and deletes nothing of another."""
    write_and_pause(page, MINE)
    page.goto("#boundaries")
    expect(page.locator(EDITOR)).to_contain_text("from postage import")
    page.get_by_role("button", name="Reset").click()

    page.go_back()

    expect(page.locator("#sure")).to_be_hidden()
    expect_text(page, MINE)
