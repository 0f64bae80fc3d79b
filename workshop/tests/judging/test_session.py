"""A checker judges one suite after another, and each as if it were the first."""

import time
from pathlib import Path
from threading import Timer

import pytest

from tests.doubles import SOLUTION, START, TABLE, write_exercise
from workshop.errors import CancelledError, EngineError
from workshop.judging.evidence import JudgingOptions
from workshop.judging.session import Session

HANGS = f"{SOLUTION}\n\ndef test_never() -> None:\n    while True:\n        pass\n"
MACHINE = """
from hypothesis.stateful import RuleBasedStateMachine, rule


class Machine(RuleBasedStateMachine):
    @rule()
    def double(self):
        assert double(3) == 6


TestDoubles = Machine.TestCase
"""
ON_SERVER = """import os

import redis
from doubles import double

client = redis.from_url(os.environ["REDIS_URL"])


def test_three():
    assert client.incr("runs") == 1
    assert double(3) == 6
"""
NOTES_ANSWERS = """from pathlib import Path

from doubles import double


def noted(test):
    answer = double(3)
    with Path({notes!r}).open("a") as notes:
        notes.write(f"{{test}}: {{answer}}\\n")
    return answer


def test_kills():
    assert noted("kills") == 6


def test_looks():
    noted("looks")
"""


def test_suites_are_judged_one_after_another(tmp_path: Path) -> None:
    """Of the same length and within the same second, too: nothing of the one before is left."""
    with Session(write_exercise(tmp_path).task(), tmp_path) as checker:
        verdicts = [checker.check(text.encode()) for text in (SOLUTION, START, SOLUTION.replace("6, -6", "6, -7"))]

    assert [verdict.is_done for verdict in verdicts] == [True, False, False]
    assert verdicts[2].tests[0].status == "wrong"


def test_a_test_that_never_ends_is_wrong_and_the_others_count(tmp_path: Path) -> None:
    """One wrong test does not cost everything, whether it comes before or after the others."""
    with Session(write_exercise(tmp_path).task(), tmp_path) as checker:
        verdict = checker.check(HANGS.encode(), JudgingOptions(baseline_timeout=0.5))

    assert [(test.status, len(test.kills)) for test in verdict.tests] == [("sound", 5), ("wrong", 0)]
    assert "timed out" in verdict.tests[1].evidence


def test_a_test_knows_its_line(tmp_path: Path) -> None:
    """That of a state machine has none in the learner's file: it is written in Hypothesis."""
    with Session(write_exercise(tmp_path).task(), tmp_path) as checker:
        verdict = checker.check(f"{SOLUTION}{MACHINE}".encode())

    assert {test.name.partition("::")[2]: test.line for test in verdict.tests} == {
        "test_examples": 6,
        "TestDoubles::runTest": 0,
    }


def test_what_is_wrong_is_not_run_on_mutants(tmp_path: Path) -> None:
    """It cannot count, and would cost time: it is run on the program itself, forward and backward, and that is all."""
    notes = tmp_path / "notes"
    told: list[tuple[int, int]] = []
    wrong = NOTES_ANSWERS.format(notes=f"{notes}").replace("== 6", "== 7")
    with Session(write_exercise(tmp_path).task(), tmp_path) as checker:
        verdict = checker.check(
            wrong.encode(), JudgingOptions(on_progress=lambda done, total: told.append((done, total)))
        )

    assert (verdict.tests[0].status, verdict.tests[0].kills) == ("wrong", ())
    assert [line for line in notes.read_text().splitlines() if line.startswith("kills")] == ["kills: 6"] * 2
    assert told == [(number, 12) for number in range(1, 13)]


def test_progress_is_told_of_every_run(tmp_path: Path) -> None:
    """The subject and a reference twice, the rewritten subject once, five mutants, two hollows."""
    told: list[tuple[int, int]] = []
    with Session(write_exercise(tmp_path).task(), tmp_path) as checker:
        checker.check(SOLUTION.encode(), JudgingOptions(on_progress=lambda done, total: told.append((done, total))))

    assert told == [(number, 12) for number in range(1, 13)]


def test_what_has_killed_is_not_run_on_hollows(tmp_path: Path) -> None:
    """It is not vacuous, and might wait there for what never comes."""
    notes = tmp_path / "notes"
    with Session(write_exercise(tmp_path).task(), tmp_path) as checker:
        checker.check(NOTES_ANSWERS.format(notes=f"{notes}").encode())

    assert {"looks: 6", "looks: None", "kills: 6"} <= set(notes.read_text().splitlines())
    assert "kills: None" not in notes.read_text()


def test_every_run_has_a_server_with_nothing_on_it(tmp_path: Path) -> None:
    """Where an exercise requires Redis; what one run leaves there the next does not see."""
    exercise = write_exercise(tmp_path, table=f'requirements = ["redis"]\n{TABLE}')
    with Session(exercise.task(), tmp_path) as checker:
        verdicts = [checker.check(ON_SERVER.encode()) for _ in range(2)]
        server = checker.server

    assert [verdict.tests[0].status for verdict in verdicts] == ["sound", "sound"]
    assert server in {"redis-server", "valkey-server"}


def test_a_check_can_be_cancelled(tmp_path: Path) -> None:
    """Nobody has to wait for a test that hangs; then it is over at once."""
    with Session(write_exercise(tmp_path).task(), tmp_path) as checker:
        Timer(0.5, checker.cancel).start()
        began = time.monotonic()
        with pytest.raises(CancelledError):
            checker.check(HANGS.encode(), JudgingOptions(baseline_timeout=60))

    assert time.monotonic() - began < 20


def test_a_suite_that_brings_the_judge_down_is_an_error(tmp_path: Path) -> None:
    """It ends the process that all others are forks of."""
    suite = "import os, signal\n\nos.kill(os.getppid(), signal.SIGKILL)\n"
    with Session(write_exercise(tmp_path).task(), tmp_path) as checker, pytest.raises(EngineError):
        checker.check(suite.encode())
