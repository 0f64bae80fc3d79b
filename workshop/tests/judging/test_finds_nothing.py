"""A property or a state machine that passes and kills nothing is told apart from one that finds something."""

import pytest

from tests.doubles import START, WITH_PROPERTY, suite
from workshop.judging.session import Session

NEVER_LOOKS = WITH_PROPERTY.replace("    assert double", "    if number > 10**9:\n        assert double").replace(
    "st.integers()", "st.integers(0, 9)"
)
LOOKS_TOO_SELDOM = """from doubles import double
from hypothesis import settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule


class Doubling(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.results = []

    @rule(number=st.just(2))
    def add(self, number):
        self.results.append(double(number))

    @precondition(lambda self: len(self.results) > 1000)
    @rule()
    def look(self):
        assert self.results[-1] == 4


TestDoubling = Doubling.TestCase
TestDoubling.settings = settings(max_examples=5, stateful_step_count=5)
"""


@pytest.mark.parametrize(
    ("text", "remarks"),
    [
        pytest.param(WITH_PROPERTY, [""], id="a property that kills", marks=pytest.mark.slow),
        pytest.param(
            START.replace("double(0) == 0", "double(2) in (1, 4, '4')"), [""], id="an example that kills nothing"
        ),
    ],
)
def test_other_tests_do_not_get_the_remark(text: str, remarks: list[str], session: Session) -> None:
    """An example is what it is; nothing has to be tried."""
    verdict = session.check(suite(text))

    assert [test.remark for test in verdict.tests] == remarks


def test_a_state_machine_that_looks_too_seldom_never_asserts(session: Session) -> None:
    """It has run the program, and has compared nothing."""
    (machine,) = session.check(suite(LOOKS_TOO_SELDOM)).tests

    assert (machine.status, machine.kills, machine.remark) == ("sound", (), "never asserts")


@pytest.mark.parametrize(
    "look",
    [
        pytest.param("assert self.results[-1] in (1, 4, '4')", marks=pytest.mark.slow),
        "self.compare(self.results[-1])",
    ],
)
def test_a_state_machine_that_looks_and_finds_nothing_gets_it(look: str, session: Session) -> None:
    """Another function may assert for it, wherever it is; a name says so."""
    text = LOOKS_TOO_SELDOM.replace("> 1000", "> 1").replace("assert self.results[-1] == 4", look)
    helper = (
        "\n    def compare(self, result):\n        if result not in (1, 4, '4'):\n            raise AssertionError\n"
    )
    (machine,) = session.check(suite(text.replace("\n\nTest", f"{helper}\n\nTest"))).tests

    assert (machine.status, machine.kills, machine.remark) == ("sound", (), "finds nothing")


def test_a_property_that_never_calls_the_program_stays_vacuous(session: Session) -> None:
    """Its own status says more."""
    (test,) = session.check(suite(NEVER_LOOKS)).tests

    assert (test.status, test.finds_nothing) == ("vacuous", False)
