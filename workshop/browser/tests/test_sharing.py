"""Two workers share the runs of a check, and neither waits for what the other is stuck in."""

import pytest
from playwright.sync_api import BrowserContext, Page

from browser.tests.test_judging import ENDLESS, ONE_TEST
from browser.tests.visitor import begin_check, check, solution, status, write

RECORDS = """\
window.records = []; // of all workers: their number, and what one reports, or that it's ended
let made = 0;
window.Worker = class extends Worker {
  constructor(...options) {
    super(...options);
    this.number = made++;
    this.addEventListener("message", ({ data }) => window.records.push(...data.map(({ kind }) => [this.number, kind])));
  }
  terminate() { super.terminate(); window.records.push([this.number, "ended"]); }
};
"""
SAME_SEED = "crypto.getRandomValues = (numbers) => numbers.fill(1);"  # the first runs aren't on the mutant that loops
ONE_CORE = 'Object.defineProperty(navigator, "hardwareConcurrency", { value: 1 });'
ENDLESS_ON_A_MUTANT = """\
from game import say

def test_six_is_fizz() -> None:
    while say(6) != "Fizz":
        pass
"""


@pytest.fixture
def scripts() -> list[str]:
    """Return what the page runs first."""
    return [RECORDS]


@pytest.fixture
def page(context: BrowserContext, scripts: list[str]) -> Page:
    """Open the first exercise, and wait for both workers."""
    for script in scripts:
        context.add_init_script(script)
    page = context.new_page()
    page.clock.install()
    page.goto("#first-tests")
    page.wait_for_function("() => records.filter(([, kind]) => kind === 'ready').length === 2")
    return page


def workers(page: Page, kind: str) -> list[int]:
    """Return the numbers of the workers with a record of this kind, in their order."""
    return [number for number, each in page.evaluate("records") if each == kind]


def test_two_workers_share_the_runs(page: Page) -> None:
    """Neither is ended."""
    assert check(page, solution("01-first-tests")).startswith("9 of 9 mutants killed")

    assert {*workers(page, "finished")} == {0, 1}
    assert workers(page, "ended") == []


@pytest.mark.parametrize("scripts", [pytest.param([RECORDS, ONE_CORE], id="one core")])
def test_on_one_core_one_worker_does_all(page: Page) -> None:
    """The other one is a spare."""
    assert check(page, solution("01-first-tests")).startswith("9 of 9 mutants killed")

    assert {*workers(page, "finished")} == {0}


@pytest.mark.parametrize("scripts", [pytest.param([RECORDS, SAME_SEED], id="same seed")])
def test_a_loop_in_one_worker_leaves_the_other(page: Page) -> None:
    """It goes on before the loop is ended, and alone after it."""
    assert check(page, ENDLESS_ON_A_MUTANT).startswith("1 of 9 mutants killed")

    records = page.evaluate("records")
    (stuck,) = workers(page, "ended")
    last = max(index for index, record in enumerate(records) if record == [stuck, "started"])
    meanwhile = records[last : records.index([stuck, "ended"])]
    assert [1 - stuck, "finished"] in meanwhile


def test_stop_keeps_workers_that_end_their_runs(page: Page) -> None:
    """They do the runs of the next check."""
    write(page, solution("01-first-tests"))
    page.clock.pause_at(page.evaluate("Date.now()") + 10_000)
    page.get_by_role("button", name="Check").click()
    page.wait_for_function("() => records.some(([number, kind]) => number === 1 && kind === 'finished')")

    page.get_by_role("button", name="Stop").click()

    assert status(page) == "Stopped."
    page.wait_for_function("() => records.filter(([, kind]) => kind === 'answer').length >= 4")
    assert check(page, ONE_TEST).startswith("1 of 9 mutants killed")
    page.clock.run_for(10_000)
    assert workers(page, "ended") == []


def test_stop_ends_a_worker_that_does_not_end_its_run(page: Page) -> None:
    """The other one begins the next check at once."""
    begin_check(page, ENDLESS, "test_never_ends")

    page.get_by_role("button", name="Stop").click()

    assert status(page) == "Stopped."
    assert check(page, ONE_TEST).startswith("1 of 9 mutants killed")
    page.wait_for_function("() => records.some(([, kind]) => kind === 'ended')")
    assert workers(page, "ended") == [0]
