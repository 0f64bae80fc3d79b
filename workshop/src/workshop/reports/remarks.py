"""The words that every report of a verdict shares: advice on tests, and what to do next."""

import re
from collections.abc import Sequence
from textwrap import indent

from workshop.course.checked import Checked
from workshop.engine.sandbox import features
from workshop.invocation import command
from workshop.judging.verdict import JudgedTest
from workshop.reports.printable import printable, printable_lines

ADVICE = {
    "broken": "The error is in your tests, so they say nothing about the program yet: fix it first.",
    "timed out": "Look for a loop or a wait that doesn't end; in a property, try fewer or smaller examples:"
    " @settings(max_examples=50), or st.text(max_size=20).",
    "wrong": "This program follows the rules: compare what the test expects with them, or look for a slip in it.",
    "over-specified": "The rules leave this open. Test what they say, and no more.",
    "flaky": "Look for what differs from run to run: randomness, the clock, the order of a set, leftovers of a test.",
    "order-dependent": "Let each test create what it needs, and share nothing with other tests.",
    "vacuous": "It would pass without a program. Call the program, and compare what it returns.",
    "skipped": "A test that is skipped or expected to fail never counts.",
    "smoke": "It also passes when every function returns None. Compare the result with the value you expect.",
    "never asserts": "No example of it reaches an assertion. Try more examples or steps, fewer conditions, or a smaller"
    " range, so that values meet.",
    "finds nothing": "Its examples pass on every mutant. Do its assertions say enough? Try more examples or steps, an"
    " @invariant, or a smaller range, so that values meet.",
    "slow": "More than a second is slow. Don't wait for anything, and use fewer steps or examples.",
}
IN_AN_EMPTY_FOLDER = 'Tests run in an empty folder: open a file beside them as `Path(__file__).parent / "NAME"`.'
MAY_BE_REFUSED = (
    "Tests run in a sandbox, which may have refused this. They can write to tmp_path, but not beside your files; they"
    " can't change permissions or times of files, listen on a port, connect to other servers, or use flock or the locks"
    " of multiprocessing."
)
OPENED_BY_NAME = re.compile(r"FileNotFoundError: .*: '(?!/|\w:)[^']*[./][^']*'")  # not a command, nor a whole path
REFUSED = re.compile("Permission denied|Operation not permitted")  # as the system says it
NO_TESTS = (
    "There are no tests yet. Write a function whose name starts with `test_`, or the TestCase of a state machine."
)
NAME_LENGTH = 300  # characters of a test's name that are shown; an example of a parameter can be in it
CANNOT_RUN = "The tests can't be run:"


def short_name(test: str) -> str:
    """Return the printable name of a test without its file; one that's very long is cut."""
    name = printable(test.partition("::")[2] or test)
    return name if len(name) <= NAME_LENGTH else f"{name[: NAME_LENGTH - 1]}…"


def advice(test: JudgedTest) -> str:
    """Return the advice on a test with a remark; its error may come from the folder or the sandbox that it runs in."""
    if test.status in ("broken", "order-dependent") and OPENED_BY_NAME.search(test.evidence):
        return IN_AN_EMPTY_FOLDER
    is_refused = test.status == "broken" and test.evidence.startswith("PermissionError")
    is_refused |= test.status in ("broken", "wrong") and bool(REFUSED.search(test.evidence))
    return MAY_BE_REFUSED if is_refused and features.landlock_version() else ADVICE[test.remark]


def phrase(test: JudgedTest) -> str:
    """Return the remark on a test as a phrase that follows its name."""
    return test.remark if test.remark in ("timed out", "finds nothing", "never asserts") else f"is {test.remark}"


def first_to_fix(tests: Sequence[JudgedTest], error: str = "") -> str:
    """Return what to fix first, with the evidence from the verdict: an `error` of the whole suite, or else a test.

    Return "" if there's neither.
    """
    if error:
        return f"{CANNOT_RUN}\n\n{indent(printable_lines(error), '    ')}"
    if not tests:
        return ""
    test = tests[0]
    evidence = printable(test.evidence)
    return f"{short_name(test.name)} {phrase(test)}. Fix it before you go on:\n\n  {evidence}\n\n{advice(test)}"


def conclusion(checked: Checked, to_get_a_hint: str = "") -> str:
    """Return the last line of a verdict: that the exercise is done, or what to do next.

    `to_get_a_hint` says what to do for a hint, by default to try the command.
    """
    verdict = checked.verdict
    if verdict.is_done:
        return f"Done: every mutant is killed and every test is accepted ({checked.seconds:.1f} s)."
    to_fix = len(verdict.to_fix)
    to_kill = len(checked.exercise.mutants) - len(verdict.killed)
    steps = [
        *([f"fix {_count(to_fix, 'test')}"] if to_fix else []),
        *([f"kill {_count(to_kill, 'mutant')}"] if to_kill else []),
    ]
    stuck = to_get_a_hint or f"Try `{command(f'hint {checked.argument}')}`."
    return f"Next: {' and '.join(steps)} ({checked.seconds:.1f} s). Stuck? {stuck}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"
