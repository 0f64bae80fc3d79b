"""Says what becomes of the journal of a class: whether its grades are of use, and whether it stays."""

from collections.abc import Sequence

from workshop.cli.console import say
from workshop.grading.journal import Journal
from workshop.grading.submissions import Submission


def end_journal(journal: Journal, submissions: Sequence[Submission]) -> None:
    """Remove the journal when all grades are written, unless it has grades of other submissions; then say so."""
    others = journal.graded() - {(each.learner, each.exercise.name) for each in submissions}
    if others:
        is_ = "is" if len(others) == 1 else "are"
        say(
            f"{journal.path} stays, since {len(others)} of its grades {is_} for learners or exercises that weren't"
            " graded now: grade all of them with --resume, or begin again with --restart"
        )
    else:
        journal.remove()
