"""A run that begins with its tests collected comes to what a run from nothing comes to."""

import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.ages import held, instead_of_answer, write_project
from workshop.engine.controller.pool import Answer, Pool
from workshop.engine.controller.run_state import Key, Request
from workshop.engine.controller.scheduler import Schedule
from workshop.engine.process_tree import CAN_FORK
from workshop.engine.protocol import Outcome, RunOptions
from workshop.judging.matrix import Kill
from workshop.judging.matrix_runner import run_matrix, suite_of
from workshop.mutants.catalogue import Catalogue
from workshop.mutants.mutant import Mutant
from workshop.mutants.subject import Subject
from workshop.variants.variant import Variant, with_mutant

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="Windows has no process that could be forked")

SHOP = """
import os
import signal


def price(number):
    return number * 3


def label(number):
    return f"{number} for {price(number)}"


def total(numbers):
    return sum(numbers)


def greet(name="you", *, greeting="Hello"):
    return f"{greeting}, {name}"


def offer(number, discount=1):
    return price(number) - discount


def countdown(number):
    while number > 0:
        yield number
        number -= 1


async def best_price():
    return 7


class Basket:
    def __init__(self):
        self.content = []

    def add(self, number):
        self.content.append(number)
        return self
"""

TESTS = """
import inspect
import os

import shop
from hypothesis import given, strategies as st
from shop import Basket, label, price, total

PRICES = [price(number) for number in range(3)]
BASKET = Basket()
COUNTDOWN = shop.countdown(2)
BEST_PRICE = shop.best_price()
DISCOUNT = inspect.signature(shop.offer).parameters["discount"].default


def test_countdown():
    assert list(COUNTDOWN) == [2, 1]


def test_best_price():
    try:
        BEST_PRICE.send(None)
    except StopIteration as stop:
        assert stop.value == 7


def test_the_discount_is_small():
    assert DISCOUNT == 1


def test_a_greeting_can_be_read():
    assert "Hello" in str(inspect.signature(shop.greet))


def test_somebody_is_greeted():
    assert shop.greet(greeting="Hi") == "Hi, you"


def test_prices():
    assert PRICES == [0, 3, 6]


def test_a_basket_is_empty_at_first():
    assert BASKET.content == []


def test_what_is_added_is_kept():
    assert BASKET.add(3).content == [3]


def test_total():
    assert total([]) == 0


@given(st.integers())
def test_total_of_one(number):
    assert shop.total([number]) == number


def test_nothing_is_left_of_other_runs(tmp_path):
    assert os.listdir() == []
    assert tmp_path.name == "test_nothing_is_left_of_other_0"
    assert tmp_path.parent.name == "pytest-0"
    open("left", "w").close()
    assert label(1) == "1 for 3"
"""

WORDS = """
import os
import subprocess
import sys

from shop import total

ENVIRONMENT = dict(os.environ)


def test_total():
    assert f"{total([1, 2])} in all" == "3 in all"


def test_label():
    command = [sys.executable, "-c", "import shop; print(shop.label(2))"]
    answer = subprocess.run(command, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True).stdout
    assert answer == "2 for 6\\n"
"""


def bug(name: str, old: str, new: str) -> Mutant:
    """Return a mutant of the shop."""
    return Mutant(name, "shop.py", old, new, why="For the sake of the test.")


MUTANTS = (
    bug("takes-twice", "number * 3", "number * 6"),
    bug("forgets-one-number", "return sum(numbers)", "return sum(numbers) - (sum(numbers) == 46111)"),
    bug("counts-double", "return sum(numbers)", "return sum(numbers) * 2"),
    bug("lies-on-the-label", " for {", " at {"),
    bug("begins-with-something", "content = []", "content = [1]"),
    bug("forgets-to-add", "self.content.append(number)", "pass"),
    bug("overwrites-the-program", "return sum(numbers)", "open(__file__, 'w').close(); return sum(numbers) - 1"),
    bug("forgets-to-add-in-words", "self.content.append(number)", "'and says so'"),
    bug("wants-to-know-more", "def total(numbers)", "def total(numbers, start)"),
    bug("greets-nobody", '"you"', '""'),
    bug("greets-otherwise", '"Hello"', '"Good day"'),
    bug("counts-by-two", "number -= 1", "number -= 2"),
    bug("promises-too-much", "return 7", "return 8"),
    bug("gives-more", "discount=1", "discount=2"),
)


class Recorder(Pool):
    """A runner that keeps what it was asked."""

    requests: tuple[Request[Any], ...] = ()

    def work_off(self, schedule: Schedule[Key]) -> Iterator[Answer[Key]]:
        """Keep the requests, and yield the answers."""
        for answer in super().work_off(schedule):
            self.requests += (answer.request,)
            yield answer

    def held(self) -> set[str]:
        """Return the mutants for which the unit tests need not be collected."""
        keys = {request.key for request in self.requests if request.function}
        return {key.mutant for key in keys if key.technique == "unit"}


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """Return the catalogue of the shop."""
    root = tmp_path_factory.mktemp("project")
    (root / "shop.py").write_text(SHOP)
    techniques = {"unit": root / "unit", "end_to_end": root / "end_to_end"}
    for folder, tests in zip(techniques.values(), (TESTS, WORDS), strict=True):
        folder.mkdir()
        (folder / "test_shop.py").write_text(tests)
    return Catalogue(root, Subject(root / "shop.py"), techniques, {}, MUTANTS)


@pytest.fixture(scope="module")
def pool(catalogue: Catalogue) -> Iterator[Recorder]:
    """Yield a runner that has drawn the matrix, with one worker, so that each run comes after the others."""
    with Recorder(catalogue.subject, suite_of(catalogue), slots=1) as pool:
        yield pool


@pytest.fixture(scope="module")
def kills(pool: Recorder, catalogue: Catalogue) -> Mapping[tuple[str, str], Kill]:
    """Return what killed each mutant, by technique and mutant."""
    return run_matrix(pool, catalogue).kills


def test_the_same_mutants_are_killed_for_the_same_reasons(
    kills: Mapping[tuple[str, str], Kill], catalogue: Catalogue
) -> None:
    """By the same tests, with the same words, as in a process for each, down to the literal that Hypothesis finds."""
    with Pool(catalogue.subject, suite_of(catalogue), fork=False) as pool:
        anew = run_matrix(pool, catalogue).kills

    assert kills == anew
    assert {mutant for _, mutant in anew} == {mutant.name for mutant in MUTANTS}


@pytest.mark.usefixtures("kills")
def test_tests_are_collected_again_only_where_that_may_matter(pool: Recorder) -> None:
    """Where a function was entered at import, as far as one can tell, or where what has changed can be seen from it."""
    anew = {
        "takes-twice",
        "begins-with-something",
        "forgets-to-add-in-words",  # which are a docstring
        "wants-to-know-more",
        "counts-by-two",  # in what was called at import, and is entered by a test
        "promises-too-much",
        "gives-more",  # as somebody has seen
    }

    assert pool.held() == {mutant.name for mutant in MUTANTS} - anew


@pytest.mark.parametrize(
    ("line", "can_be_template"),
    [
        pytest.param("pass", True, id="nothing"),
        pytest.param("threading.Thread(target=time.sleep, args=(600,), daemon=True).start()", False, id="a thread"),
        pytest.param("FILE = open(__file__)", False, id="a file that stays open"),
        pytest.param("open(__file__).close()", True, id="a file that is closed again"),
        pytest.param("open('here', 'w').close()", False, id="a file in the working directory"),
        pytest.param("FOLDER = tempfile.mkdtemp()", False, id="a temporary folder"),
    ],
)
def test_what_forks_would_share_is_noticed(line: str, can_be_template: bool, tmp_path: Path) -> None:  # noqa: FBT001
    """Tests that leave something when they are collected are collected in every run."""
    tests = f"import tempfile\nimport threading\nimport time\n\n{line}\n\n\ndef test_it():\n    pass\n"
    subject, suite = write_project(tmp_path, tests)

    with Pool(subject, suite) as pool:
        (answer,) = pool.run([Request("", Variant("it"), RunOptions((f"{suite.tests[0]}",)), 10)])

    assert answer.run.can_be_template is can_be_template


def test_who_ends_the_process_that_holds_the_tests_has_crashed(tmp_path: Path) -> None:
    """And the next run has a new one."""
    subject, suite = write_project(tmp_path, "from ages import is_adult\n\ndef test_it():\n    assert is_adult(18)\n")
    kills_parent = instead_of_answer(
        "ends", "import os, signal", "os.kill(os.getppid(), signal.SIGKILL)", "signal.pause()"
    )
    requests = [held(with_mutant(subject, kills_parent), suite), held(Variant("it"), suite)]

    with Pool(subject, suite, slots=1) as pool:
        outcomes = [answer.run.outcome("test_ages.py::test_it") for answer in pool.run(requests)]

    assert outcomes == [
        Outcome("failed", "crash", "the process of the tests ended: SIGKILL"),
        Outcome("passed"),
    ]


ENDING_SUITE = """
import os
import subprocess
import ages

def test_it():
    if not hasattr(ages, "is_adult"):
        return  # it is the slow program, whose run is no fork of a holder
    environment = os.environ | {{"HOLDER": str(os.getppid())}}
    command = "sleep 0.2; kill -9 $HOLDER; touch {done}"
    subprocess.Popen(["sh", "-c", command], env=environment, start_new_session=True)
"""


def test_where_that_process_ends_between_two_runs_there_is_a_new_one(tmp_path: Path) -> None:
    """The runner does not know yet when it begins the second run."""
    subject, suite = write_project(tmp_path, ENDING_SUITE.format(done=tmp_path / "done"))

    def requests() -> Iterator[Request[str]]:
        yield held(Variant("one"), suite)
        while not (tmp_path / "done").exists():
            time.sleep(0.01)
        time.sleep(0.1)
        yield held(Variant("two"), suite)

    with Pool(subject, suite, slots=1) as pool:
        outcomes = [answer.run.outcome("test_ages.py::test_it") for answer in pool.run(requests())]

    assert outcomes == [Outcome("passed"), Outcome("passed")]


def test_where_that_process_ends_while_its_worker_rests_nothing_happens(tmp_path: Path) -> None:
    """Another is at work, and is not disturbed."""
    subject, suite = write_project(tmp_path, ENDING_SUITE.format(done=tmp_path / "done"))
    slow = Variant("slow", {"ages.py": "import time\ntime.sleep(1)\n"})
    order = RunOptions((f"{suite.tests[0]}",))

    with Pool(subject, suite, slots=2) as pool:
        answers = [
            *pool.run([held(Variant("one"), suite), Request("slow", slow, order, 10)]),
            *pool.run([held(Variant("two"), suite)]),
        ]

    assert [answer.request.key for answer in answers] == ["one", "slow", "two"]
    assert {answer.run.outcome("test_ages.py::test_it") for answer in answers} == {Outcome("passed")}


def test_tests_that_cannot_be_collected_are_so_in_every_run(tmp_path: Path) -> None:
    """The process that holds what could be collected tells its forks why the rest could not."""
    subject, suite = write_project(tmp_path, "from ages import is_child\n")

    with Pool(subject, suite, slots=1) as pool:
        outcomes = [
            answer.run.outcome("test_ages.py::test")
            for answer in pool.run([held(Variant("one"), suite), held(Variant("two"), suite)])
        ]

    assert [outcome.cause for outcome in outcomes] == ["import", "import"]


def test_tests_that_do_not_come_to_be_collected_are_late(tmp_path: Path) -> None:
    """As they would be in a run of their own."""
    subject, suite = write_project(tmp_path, "while True:\n    pass\n")

    with Pool(subject, suite) as pool:
        (answer,) = pool.run([held(Variant("it"), suite, timeout=0.1)])

    assert answer.run.outcome("test_ages.py::test").cause == "time-out"
