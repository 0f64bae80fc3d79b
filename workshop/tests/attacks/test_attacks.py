"""Every suite of the corpus gets the verdict that it deserves, in time, and reaches nothing."""

from itertools import chain

import pytest

from tests.attacks.attack import Attack
from tests.attacks.conftest import Judge
from tests.attacks.corpus import (
    corrupting,
    distinguishing,
    escaping,
    filling,
    flooding,
    forging,
    inheriting,
    killing,
    luck,
    marking,
    network,
    persisting,
    reading,
    wasting,
)
from workshop.engine.sandbox import missing

pytestmark = pytest.mark.skipif(bool(missing()), reason="the sandbox isn't complete on this machine")

SLACK = 30.0  # seconds for what comes after the limit, on a machine that is very busy
KINDS = {
    module.__name__.rpartition(".")[2]: module.ATTACKS
    for module in (
        *(reading, forging, killing, filling, escaping, corrupting, network, persisting, marking),
        *(distinguishing, inheriting, luck, flooding, wasting),
    )
}
CORPUS = [
    pytest.param(attack, id=f"{kind}-{attack.name}", marks=[] if attack.is_quick else pytest.mark.slow)
    for kind, attacks in KINDS.items()
    for attack in attacks
]


@pytest.mark.parametrize("attack", CORPUS)
def test_attack_gets_its_fair_verdict(attack: Attack, judge: Judge) -> None:
    """It isn't done, kills nothing, ends in time, and changes nothing that isn't its own."""
    judged = judge(attack)

    verdict = judged.verdict
    found = "\n".join([verdict.error, *(f"{test.status}: {test.evidence}" for test in verdict.tests)])
    assert judged.changes == [], found
    assert not verdict.is_done, found
    assert len(verdict.killed) <= attack.may_kill, found
    assert not attack.status or {test.status for test in verdict.tests} == {attack.status}, found
    assert attack.error in verdict.error, found
    assert not attack.must_end or "timed out after" not in verdict.error
    assert judged.seconds < attack.limit + SLACK


def test_corpus_is_large() -> None:
    """It has suites for three exercises, and each has a name of its own."""
    attacks = [*chain.from_iterable(KINDS.values())]

    assert len(attacks) >= 100
    assert {attack.exercise for attack in attacks} == {"01", "04", "09"}
    assert all(len({attack.name for attack in kind}) == len(kind) for kind in KINDS.values())
