"""Says what becomes of the journal of a class: whether its grades are of use, and whether it stays."""

from collections.abc import Iterable, Sequence

from workshop.cli.console import say
from workshop.grading.grade import Grade
from workshop.grading.grade_store import GradeStore
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


def check_resumed(journal: Journal, store: GradeStore, submissions: Iterable[Submission]) -> None:
    """Say so if there's nothing to resume, or if none of the grades that are there can be taken over."""
    graded = journal.graded()
    if not graded:
        say(
            f"there's nothing to resume in {journal.path}, so everything is graded: the name of a journal comes from"
            " --output and --format, which must be as before"
        )
    elif not any(
        isinstance(store.find(each), Grade) for each in submissions if (each.learner, each.exercise.name) in graded
    ):
        say(
            f"no grade in {journal.path} fits, so everything is graded again: the tests, --limit, the exercises, and"
            " the versions of workshop, Python and the libraries must be as before"
        )
