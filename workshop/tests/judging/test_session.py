"""A session judges one suite after another, each as if it were the first."""

import errno
from pathlib import Path

import pytest

from tests.doubles import SOLUTION, START, TABLE, suite, write_exercise
from workshop.errors import MachineError
from workshop.judging.options import JudgingOptions
from workshop.judging.session import Session

WRONG = SOLUTION.replace("6, -6", "6, -7")
HANGS = f"{SOLUTION}\n\ndef test_never() -> None:\n    import time\n    while True:\n        time.sleep(1)\n"
STATE_MACHINE = """
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, rule


class Machine(RuleBasedStateMachine):
    @rule()
    def double(self):
        assert double(3) == 6


TestDoubles = Machine.TestCase
TestDoubles.settings = settings(max_examples=1, stateful_step_count=1)
"""
USES_SERVER = """import os

import redis
from doubles import double

client = redis.from_url(os.environ["REDIS_URL"])


def test_three():
    assert client.incr("runs") == 1
    assert double(3) == 6
"""
ENDS_SERVER = f"{USES_SERVER}    client.shutdown(nosave=True)\n"


ALL_RUNS = [(number, 13) for number in range(1, 14)]  # 3 on the subject, 2 and 1 on others, 5 mutants, 2 stubs


def record_progress(progress: list[tuple[int, int]]) -> JudgingOptions:
    """Return options that append to a list how many runs are done, and of how many."""
    return JudgingOptions(on_progress=lambda done, total: progress.append((done, total)))


def test_suites_are_judged_one_after_another(session: Session) -> None:
    """Nothing is left of the suite before, even if both have the same length and were written in the same second."""
    texts = (SOLUTION, WRONG, SOLUTION, WRONG, START)

    verdicts = [session.check(suite(text)) for text in texts]

    assert [verdict.is_done for verdict in verdicts] == [True, False, True, False, False]
    assert [verdict.tests[0].status for verdict in verdicts] == ["sound", "wrong", "sound", "wrong", "sound"]


def test_everything_in_the_folder_is_the_suite(session: Session) -> None:
    """Tests may be in several files, and use fixtures of a conftest.py and modules beside them."""
    files = {
        "conftest.py": b"import pytest\n\n\n@pytest.fixture\ndef three() -> int:\n    return 3\n",
        "cases.py": b"SIX = 6\n",
        "test_mine.py": b"from cases import SIX\nfrom doubles import double\n\n\n"
        b"def test_three(three):\n    assert double(three) == SIX\n",
        "more/test_below.py": b"from doubles import double\n\n\ndef test_zero():\n    assert double(0) == 0\n",
    }

    verdict = session.check(files)

    assert {test.name: test.status for test in verdict.tests} == {
        "more/test_below.py::test_zero": "sound",
        "test_mine.py::test_three": "sound",
    }


def test_test_that_hangs_times_out_and_the_others_count(session: Session) -> None:
    """A test that times out on the program doesn't keep other tests from being judged."""
    verdict = session.check(suite(HANGS), JudgingOptions(baseline_timeout=0.5))

    assert [(test.status, len(test.kills)) for test in verdict.tests] == [("sound", 5), ("timed out", 0)]


def test_line_of_a_test_is_known_if_it_is_in_the_suite(session: Session) -> None:
    """The test of a state machine is defined in Hypothesis, so it has no line in the suite."""
    verdict = session.check(suite(f"{SOLUTION}{STATE_MACHINE}"))

    lines = {test.name.partition("::")[2]: test.line for test in verdict.tests}

    assert lines == {"test_examples": 6, "TestDoubles::runTest": 0}


def test_wrong_test_kills_nothing(session: Session) -> None:
    """It also fails on every mutant, because nothing tells it which program it runs on."""
    verdict = session.check(suite(WRONG))

    assert [(test.status, test.kills) for test in verdict.tests] == [("wrong", ())]
    assert verdict.killed == ()


def test_progress_is_reported_after_every_run(session: Session) -> None:
    """The number of runs is known from the beginning."""
    progress: list[tuple[int, int]] = []

    session.check(suite(SOLUTION), record_progress(progress))

    assert progress == ALL_RUNS


@pytest.mark.slow
def test_every_run_has_an_empty_server(tmp_path: Path) -> None:
    """If an exercise requires Redis, a run doesn't see what another has written."""
    exercise = write_exercise(tmp_path, table=f'requirements = ["redis"]\n{TABLE}')

    with Session(exercise.task(), tmp_path) as session:
        verdicts = [session.check(suite(text)) for text in (USES_SERVER, ENDS_SERVER, USES_SERVER)]
        server = session.server

    assert [verdict.tests[0].status for verdict in verdicts] == ["sound"] * 3
    assert server in {"redis-server", "valkey-server"}


def test_session_that_the_machine_refuses_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when there's no space for a copy of the program."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", f"{tmp_path / 'original' / 'doubles.py'}")

    monkeypatch.setattr("workshop.judging.session.Pool", refuse)

    with pytest.raises(MachineError, match=r"^no space left in .*original: free some, then try again$"):
        Session(write_exercise(tmp_path).task(), tmp_path)
