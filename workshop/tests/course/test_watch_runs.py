"""`watch` with real runs: tests that kill the judge, or hang, don't end it."""

from pathlib import Path

import pytest

from tests.course.watching import Learner
from tests.doubles import HANGS, SOLUTION
from workshop.judging.options import JudgingOptions
from workshop.judging.session import Session, SuiteFiles
from workshop.judging.verdict import Verdict

KILLS_PARENT = "import os, signal\n\nos.kill(os.getppid(), signal.SIGKILL)\n"


@pytest.mark.slow
def test_tests_that_kill_the_judge_are_survived(learner: Learner) -> None:
    """The next save is judged in a new session, as is one after a syntax error."""
    seen = learner.watch(learner.save(KILLS_PARENT), learner.save("def test(:\n"), learner.save(SOLUTION))

    assert seen[1] == "40%"
    assert seen[5::2] == ["error", "100%"]


def test_save_cancels_tests_that_hang(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The new text is judged at once."""
    learner = Learner(project, cancel_after=0)
    learner.course.answers.begin(learner.course.find("13"))
    learner.save(HANGS)()
    real_check = Session.check

    def check(session: Session, suite: SuiteFiles, options: JudgingOptions) -> Verdict:
        if HANGS.encode() in suite.values():
            learner.save(SOLUTION)()
        return real_check(session, suite, options)

    monkeypatch.setattr(Session, "check", check)

    assert learner.watch() == ["checking 13-doubles", "checking 13-doubles", "100%"]
