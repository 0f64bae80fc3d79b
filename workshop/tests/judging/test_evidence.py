"""The words for tests, found out on real suites: one file has a test for each of them."""

from pathlib import Path

import pytest

from tests.ages import AGES, find_mutant, find_test, instead_of_answer, judged, mutant
from workshop.judging.verdict import Verdict

SUITE = """
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ages
from ages import is_adult

visitors: list[Any] = []


def test_sound():
    assert is_adult(18)


@given(st.integers(0, 40))
def test_property(age):
    assert is_adult(age) == (age > 17)


def test_smoke():
    is_adult(3)


def test_constant():
    assert ages.ADULT == 18


def test_vacuous():
    assert sorted([2, 1]) == [1, 2]


def test_vacuous_with_raises():
    with pytest.raises(Exception):
        is_adult("eighteen" > 18)


def test_wrong():
    assert is_adult(17)


def test_over_specified():
    with pytest.raises(ValueError, match="^nobody is -1 years old$"):
        is_adult(-1)


def test_flaky():
    assert random.random() > 0.5


def test_first_visitor():
    visitors.append(1)
    assert visitors == [1]


def test_second_visitor():
    visitors.append(2)
    assert visitors == [1, 2]


@pytest.mark.skip(reason="not today")
def test_skipped():
    assert is_adult(18)


@pytest.mark.xfail
def test_expected_to_fail():
    assert is_adult(17)


@pytest.mark.xfail(strict=True)
def test_expected_to_fail_on_mutants():
    assert not is_adult(18)
"""

OTHER = AGES.replace("nobody is {age} years old", "{age} is no age").replace("age >= ADULT", "not age < ADULT")

LATER = mutant("a-year-later", ">=", ">")
WORDLESS = mutant("any-age", "    if age < 0:", "    if False:")
CONSTANT = mutant("of-age-at-twenty-one", "ADULT = 18", "ADULT = 21")
NOTHING = instead_of_answer("computes-for-nothing", "sorted([2, 1])")


@pytest.fixture(scope="module")
def verdict(tmp_path_factory: pytest.TempPathFactory) -> Verdict:
    """Return the verdict on the suite, with another reference, and four mutants."""
    root = tmp_path_factory.mktemp("project")
    return judged(root, SUITE, LATER, WORDLESS, CONSTANT, NOTHING, references={"refactored": OTHER})


@pytest.mark.parametrize(
    ("name", "word", "evidence"),
    [
        pytest.param("test_sound", "sound", "kills 2 of 4", id="sound"),
        pytest.param("test_property", "sound", "kills 2 of 4", id="a sound property"),
        pytest.param("test_smoke", "sound", "kills 0 of 4", id="one that only calls"),
        pytest.param("test_constant", "sound", "kills 1 of 4", id="a test of a constant, which needs no function"),
        pytest.param("test_vacuous", "vacuous", "it passes even if every function raises", id="vacuous"),
        pytest.param("test_vacuous_with_raises", "vacuous", "it passes even if every function", id="a careless raises"),
        pytest.param("test_wrong", "wrong", "on the program: AssertionError: assert False", id="wrong"),
        pytest.param("test_over_specified", "over-specified", "on refactored, which is correct", id="over-specified"),
        pytest.param("test_flaky", "flaky", "on the program: passed, then failed", id="flaky"),
        pytest.param("test_first_visitor", "order-dependent", "on the program: passed in order", id="order-dependent"),
        pytest.param(
            "test_second_visitor", "order-dependent", "on the program: passed in order", id="order-dependent, second"
        ),
        pytest.param("test_skipped", "skipped", "it never ran to its end", id="skipped"),
        pytest.param("test_expected_to_fail", "skipped", "it never ran to its end", id="expected to fail"),
        pytest.param("test_expected_to_fail_on_mutants", "skipped", "it never", id="strictly expected to fail"),
    ],
)
def test_a_test_is_called_what_it_is(name: str, word: str, evidence: str, verdict: Verdict) -> None:
    """Each test has the first word that applies, and what shows it."""
    found = find_test(verdict, name)

    assert found.status == word
    assert found.evidence.startswith(evidence)


def test_smoke_is_a_remark(verdict: Verdict) -> None:
    """A sound test that kills nothing, and passes where every function returns None, shows that nothing is raised."""
    assert [test.name for test in verdict.tests if test.is_smoke] == ["test_ages.py::test_smoke"]


def test_a_mutant_is_killed_by_sound_tests_only(verdict: Verdict) -> None:
    """Tests that are wrong, over-specified or flaky are set aside: what they notice does not count."""
    assert list(find_mutant(verdict, "a-year-later").killers) == [
        "test_ages.py::test_sound",
        "test_ages.py::test_property",
    ]
    assert not find_mutant(verdict, "any-age").is_killed
    assert not find_mutant(verdict, "computes-for-nothing").is_killed


def test_a_kill_has_its_reason(verdict: Verdict) -> None:
    """How a test failed is kept, in one line."""
    outcome = find_mutant(verdict, "a-year-later").killers["test_ages.py::test_sound"]

    assert (outcome.status, outcome.cause) == ("failed", "assertion")
    assert outcome.message == "AssertionError: assert False +  where False = is_adult(18)"


def test_a_counterexample_is_told(verdict: Verdict) -> None:
    """A property tells with which input it failed; on mutants nobody waits for the smallest."""
    outcome = find_mutant(verdict, "of-age-at-twenty-one").killers["test_ages.py::test_property"]

    assert "Failing test case: test_property( age=" in outcome.message


def test_the_score_is_the_share_that_is_killed(verdict: Verdict) -> None:
    """Two of four mutants are killed, and the suite is not done."""
    assert verdict.score == 0.5
    assert not verdict.is_done


def test_a_suite_without_fault_is_done(tmp_path: Path) -> None:
    """Every mutant killed and nothing set aside: that is all there is to do."""
    tests = (
        "from ages import is_adult\n\n\ndef test_border():\n    assert (is_adult(17), is_adult(18)) == (False, True)\n"
    )

    verdict = judged(tmp_path, tests, LATER, CONSTANT)

    assert verdict.is_done
    assert verdict.score == 1


@pytest.mark.parametrize(
    ("tests", "error"),
    [
        pytest.param("def test_nothing(:\n", "SyntaxError: ", id="a syntax error"),
        pytest.param("from ages import is_child\n", "ImportError: cannot import name 'is_child'", id="a wrong name"),
        pytest.param(
            "import sys\nfrom types import ModuleType\n\nsys.modules['ages'] = ModuleType('ages')\n"
            "sys.modules['ages'].__file__ = '/somewhere/ages.py'\n",
            "the tests import ages from /somewhere/ages.py, not from where it's judged",
            id="another program of this name",
        ),
    ],
)
def test_a_suite_that_cannot_be_collected_is_an_error(tests: str, error: str, tmp_path: Path) -> None:
    """Where the tests cannot even be collected on the subject, that is the verdict."""
    verdict = judged(tmp_path, tests, LATER)

    assert error in verdict.error
    assert verdict.tests == ()
    assert verdict.mutants == ()
    assert not verdict.is_done


def test_an_empty_suite_kills_nothing(tmp_path: Path) -> None:
    """No tests are no error, and no help."""
    verdict = judged(tmp_path, "", LATER)

    assert verdict.error == ""
    assert verdict.score == 0


def test_the_verdict_is_the_same_every_time(
    verdict: Verdict, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the seed of hashes, and whatever the environment says to pytest: every word and every reason."""
    monkeypatch.setenv("PYTHONHASHSEED", "4711")
    monkeypatch.setenv("PYTEST_ADDOPTS", "--collect-only")

    again = judged(
        tmp_path_factory.mktemp("again"), SUITE, LATER, WORDLESS, CONSTANT, NOTHING, references={"refactored": OTHER}
    )

    assert again == verdict


def test_without_fork_the_verdict_is_the_same(verdict: Verdict, tmp_path: Path) -> None:
    """Where every run is a new process, as on Windows, the judge says the same."""
    spawned = judged(tmp_path, SUITE, LATER, WORDLESS, CONSTANT, NOTHING, references={"refactored": OTHER}, fork=False)

    assert spawned == verdict
