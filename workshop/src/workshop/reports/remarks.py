"""The words that every report of a verdict shares: advice on tests, and what to do next."""

from workshop.course.checked import Checked
from workshop.judging.verdict import DISQUALIFYING

ADVICE = {
    "wrong": "The program follows the rules, and your test expects something else: read the rules again.",
    "over-specified": "The rules leave this open. Test what they say, and no more.",
    "flaky": "Remove what differs from run to run: randomness, the clock, leftovers of earlier runs.",
    "order-dependent": "Let each test create what it needs, and share nothing with other tests.",
    "vacuous": "It would pass without a program. Call the program, and compare what it returns.",
    "skipped": "A test that is skipped or expected to fail never counts.",
    "smoke": "It also passes when every function returns None. Compare the result with the value you expect.",
    "slow": "It takes more than a second. Don't wait for anything, and use fewer steps or examples.",
}
NO_TESTS = (
    "There are no tests yet. Write a function whose name starts with `test_`, or the TestCase of a state machine."
)
CANNOT_RUN = "The tests can't be run:"


def short_name(test: str) -> str:
    """Return the name of a test without its file."""
    return test.partition("::")[2] or test


def conclusion(checked: Checked) -> str:
    """Return the last line of a verdict: that the exercise is done, or what to do next."""
    verdict = checked.verdict
    if verdict.is_done:
        return f"Done: every mutant is killed and every test is accepted ({checked.seconds:.1f} s)."
    to_fix = sum(test.status in DISQUALIFYING for test in verdict.tests)
    to_kill = len(checked.exercise.mutants) - len(verdict.killed)
    steps = [
        *([f"fix {_count(to_fix, 'test')}"] if to_fix else []),
        *([f"kill {_count(to_kill, 'mutant')}"] if to_kill else []),
    ]
    return f"Next: {' and '.join(steps)} ({checked.seconds:.1f} s). Stuck? Try `workshop hint`."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"
