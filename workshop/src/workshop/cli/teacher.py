"""The command that grades a class: how good are the tests of all learners."""

from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import click

from workshop.cli.class_journal import check_resumed, end_journal
from workshop.cli.class_notes import (
    say_notes,
    show_changes,
    show_misconceptions,
    show_untested_rules,
)
from workshop.cli.console import listed, output, progress, say
from workshop.cli.grade_options import (
    class_with,
    compare_option,
    file_option,
    format_option,
    ids_option,
    learner_pages_option,
    page_option,
    paths_argument,
    paths_of,
    pseudonyms_option,
)
from workshop.cli.graders import open_grader, scheduler_option
from workshop.cli.project import find_root, shown
from workshop.cli.sandbox_notice import check_sandbox, require_sandbox_option
from workshop.course.lookup import find_exercise, require_exercises
from workshop.engine.sandbox import missing
from workshop.errors import MachineError, UsageError
from workshop.grading.archives import collected
from workshop.grading.comparison import EarlierResult, compare
from workshop.grading.exporters.formats import Format, comparing
from workshop.grading.exporters.ids import NO_IDS, Ids, read_ids
from workshop.grading.grade import STATES, Grade, in_order
from workshop.grading.grade_store import GradeStore
from workshop.grading.journal import open_journal
from workshop.grading.kit import read_kit, test_files
from workshop.grading.learners import Learner
from workshop.grading.misconceptions import misconceptions
from workshop.grading.provenance import LIMIT, Conditions, provenance
from workshop.grading.pseudonyms import Pseudonyms
from workshop.grading.results import Results
from workshop.grading.rule_coverage import rule_coverage
from workshop.grading.submissions import WITHOUT_TESTS, Submission, find_submissions, learners_without_tests
from workshop.reports.printable import printable

if TYPE_CHECKING:
    from workshop.grading.cluster.coordinator import ClusterGrader
    from workshop.grading.grader import Grader


@click.command
@paths_argument
@click.option("--exercise", metavar="EXERCISE", multiple=True, help="Grade this exercise only; can be repeated.")
@format_option
@file_option
@ids_option
@page_option
@learner_pages_option
@pseudonyms_option
@compare_option
@click.option(
    "--limit",
    type=click.FloatRange(min=1),
    default=LIMIT,
    show_default=True,
    help="Seconds that a learner's tests for one exercise may take in all.",
)
@click.option(
    "--resume/--restart", default=None, help="After an interruption: go on with what's left, or grade everything again."
)
@require_sandbox_option
@scheduler_option
def grade(  # noqa: PLR0913 - one for each option
    paths: tuple[Path, ...],
    *,
    exercise: tuple[str, ...],
    format_: Format,
    file: Path | None,
    ids: Path | None,
    page: Path | None,
    learner_pages: Path | None,
    pseudonyms: Path | None,
    earlier: EarlierResult | None,
    limit: float,
    resume: bool | None,
    require_sandbox: bool,
    scheduler: str | None,
) -> None:
    """Grade the tests of a class into a table and a web page.

    The tests are in the folder `answers` of each learner. Every test runs in a separate process with at most 2 GiB of
    memory; nothing is written to the folders. Each grade is kept in a journal beside the table until all are written,
    so that --resume can go on after a crash.

    If an archive has several attempts, the last one counts. If a learner is in several archives, all files count; where
    names are the same, the later archive wins. If an archive is broken, too large, or has links or paths that lead out
    of it, only that learner gets an error.

    The table is for a spreadsheet. Other programs need another --format: json, described by a schema in the package;
    junit for CI servers; moodle and canvas for their gradebooks, with 100 points for an exercise whose mutants are all
    killed; gradescope and classroom50 for their autograders. A file for gradescope is about one learner, so each path
    is one learner's, and each of several gets a file, such as results-jane.json.
    """
    if scheduler is None:
        check_sandbox(is_required=require_sandbox)
    root = find_root()
    all_folders = require_exercises(root)
    all_names = [folder.name for folder in all_folders]
    chosen = [find_exercise(root, name) for name in exercise] if exercise else all_folders
    given_ids = read_ids(ids) if ids else None
    began = monotonic()
    paths_ = paths_of(format_, file, page, learner_pages)
    own = [*paths_.all, *(each for each in (ids, pseudonyms, earlier and earlier.file) if each)]
    with collected(paths, all_names, own, is_one_each=format_.is_for_one) as class_:
        learners, names = class_with(pseudonyms, class_.learners, format_, earlier)
        say_notes(class_.notes, names)
        known_ids = given_ids or _ids_in_archive(learners, format_)
        conditions = Conditions(limit, None if scheduler else missing())
        results = Results(comparing(format_, earlier, conditions), paths_, [each.name for each in learners], known_ids)
        results.check()
        journal = open_journal(paths_.journal, resume=resume)
        with (
            read_kit(chosen) as kit,
            journal,
            open_grader(kit, journal, root, limit, scheduler=scheduler, require_sandbox=require_sandbox) as grader,
        ):
            known_files = test_files(all_folders)
            submissions = find_submissions(learners, list(kit.exercises), known_files)
            say_notes({WITHOUT_TESTS: learners_without_tests(learners, submissions, all_names, known_files)}, names)
            if resume:
                check_resumed(journal, GradeStore(kit, journal, limit), submissions)
            try:
                grades = _grade(grader, submissions, results, names)
            except MachineError as error:
                raise MachineError(f"{error}; once that's fixed, run the same command with --resume") from None
            groups, rules = misconceptions(grades), rule_coverage(grades)
            changes = compare(grades, provenance(kit.exercises, conditions), earlier) if earlier else None
            for path in kit.changed():
                say(f"{shown(path)} has changed since grading began; the grades are those for its old text")
            if not results.without_id:
                end_journal(journal, submissions)
    counts = Counter(each.state for each in grades)
    summary = ", ".join(f"{counts[state]} {state}" for state in STATES if counts[state])
    submissions_ = f"{len(grades)} submission{'s' * (len(grades) != 1)}"
    output().print_prose(f"{submissions_} in {monotonic() - began:.1f} s: {summary}.")
    show_misconceptions(groups)
    show_untested_rules(rules)
    if changes is not None:
        show_changes(changes)
    output().print_prose(f"\nSee {listed(results.files)}.")
    if results.without_id:
        raise UsageError(
            f"there's no id for {printable(', '.join(results.without_id))}; {results.files[0]} doesn't have their"
            " grades yet: add the ids, and run the same command with --resume"
        )


def _ids_in_archive(learners: Sequence[Learner], format_: Format) -> Ids:
    found = {each.name: each.id for each in learners if each.id}
    return Ids(format_.own_ids, found) if format_.own_ids and found else NO_IDS


def _grade(
    grader: "Grader | ClusterGrader", submissions: list[Submission], results: Results, names: Pseudonyms
) -> list[Grade]:
    """Grade and write what's graded, whatever ends it; return the grades in the order of the submissions."""
    grades: list[Grade] = []
    try:
        with progress("grading") as update, closing(grader.grade(submissions)) as ready:
            for each in ready:
                grades.append(names.hide_in(each))
                update("grading", len(grades), len(submissions))
    finally:
        grades = in_order([*grades, *map(names.hide_in, grader.rest())], submissions)
        if len(grades) == len(submissions):
            results.write(grades)
        else:
            _write_incomplete(grades, submissions, results)
    return grades


def _write_incomplete(grades: list[Grade], submissions: list[Submission], results: Results) -> None:
    """Write what's graded to files that aren't there yet, and say what's missing."""
    kept, left_out = results.write_incomplete(grades, submissions) if grades else ([], [])
    say(f"interrupted: only {len(grades)} of {len(submissions)} submissions are graded; go on with --resume")
    if kept:
        say(f"left as they are until everything is graded: {listed(kept)}")
    if left_out and results.files[0] not in kept:
        say(f"left out of {results.files[0]} until all their grades are there: {printable(listed(left_out))}")
