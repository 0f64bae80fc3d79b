"""Shows what there is to say about a class as a whole: its hand-ins, its beliefs, untested rules, what has changed."""

from collections.abc import Mapping, Sequence

from workshop.cli.console import listed, output, say
from workshop.grading.comparison import Change
from workshop.grading.misconceptions import Misconception
from workshop.grading.pseudonyms import NO_PSEUDONYMS, Pseudonyms
from workshop.grading.roster import ABOUT_FILES
from workshop.grading.rule_coverage import RuleCoverage
from workshop.reports import theme
from workshop.reports.printable import printable

MOST = 5  # groups or rules that are shown; the results have them all
MOST_CHANGES = 20


def say_notes(notes: Mapping[str, Sequence[str]], names: Pseudonyms) -> None:
    """Say what there is to say about some of the learners and files.

    If names are hidden, so are those of files: they may be the names of learners who aren't known, since only their
    files were found.
    """
    for note, whom in notes.items():
        if whom and note in ABOUT_FILES and names is not NO_PSEUDONYMS:
            say(f"{note}: {len(whom)} file{'s' * (len(whom) > 1)}")
        elif whom:
            say(f"{note}: {printable(listed(sorted(map(names.hide, whom))))}")


def show_misconceptions(groups: Sequence[Misconception]) -> None:
    """Print the most frequent misconceptions with the numbers of their groups."""
    if not groups:
        return
    output().print("\nWhat they believe:", style=theme.STRONG)
    for number, each in enumerate(groups[:MOST], start=1):
        rule = f", rule {each.rule}: {each.sentence}" if each.rule else ""
        output().print_prose(f"{number:3} {each.headline}")
        output().print_prose(f"    {each.exercise}{rule}")
    _show_rest(len(groups))


def show_untested_rules(rules: Sequence[RuleCoverage]) -> None:
    """Print the rules that most learners don't test."""
    untested = sorted((each for each in rules if each.learners_missing), key=lambda each: -each.share_missing)
    if not untested:
        return
    output().print("\nRules that aren't fully tested:", style=theme.STRONG)
    for each in untested[:MOST]:
        share = f"by {len(each.learners_missing)} of {each.handed_in}"
        output().print_prose(f"  {share}: {each.exercise}, rule {each.rule}: {each.sentence}")
    _show_rest(len(untested))


def show_changes(changes: Sequence[Change]) -> None:
    """Print the verdicts that have changed since an earlier result, and why."""
    output().print(f"\nChanged since the earlier result: {len(changes)}", style=theme.STRONG)
    for each in changes[:MOST_CHANGES]:
        before, now = each.before or "not graded", each.now or "not graded"
        output().print_prose(f"  {each.learner}, {each.exercise}: {before} → {now}")
        is_graded = each.before and each.now
        for line in (*each.tests, *(each.reasons or (["nothing else is different"] if is_graded else []))):
            output().print_prose(f"    {line}")
    _show_rest(len(changes), MOST_CHANGES)


def _show_rest(count: int, shown: int = MOST) -> None:
    if count > shown:
        output().print_prose(f"    and {count - shown} more: see the file of --format json")
