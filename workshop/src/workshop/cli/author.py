"""The commands for authors of exercises."""

import sys
from pathlib import Path

import click

from workshop.cli.console import errors, output, say
from workshop.cli.project import find_root, shown
from workshop.course.exercise import ADDED, read_exercise
from workshop.course.exercise_folders import exercises_folder
from workshop.course.lint import Linter
from workshop.course.lookup import find_exercise, require_exercises
from workshop.course.scaffold import scaffold
from workshop.course.verified import Verified
from workshop.errors import UsageError
from workshop.grading.draft import draft_mutant, write_draft
from workshop.grading.earlier import read_misconceptions
from workshop.invocation import command, quoted


@click.command
@click.argument(
    "exercises", metavar="[EXERCISE]...", nargs=-1, help="Numbers, names or folders of exercises; without any, all."
)
@click.option(
    "--seeds",
    type=click.IntRange(min=1),
    default=3,
    show_default=True,
    help="Seeds of Hypothesis to try each solution with.",
)
@click.option("--quick", is_flag=True, help="Leave out the bad suites, which take most of the time.")
@click.option("--no-cache", is_flag=True, help="Also verify what hasn't changed since it was verified.")
def verify(exercises: tuple[str, ...], *, seeds: int, quick: bool, no_cache: bool) -> None:
    """Verify exercises: the solution, the bad suites, the mutants and the texts; fails if one has a problem."""
    root = find_root()
    folders = [find_exercise(root, each) for each in exercises] if exercises else require_exercises(root)
    verified = Verified(root, f"{seeds} seeds{', without bad suites' if quick else ''}")
    found = {folder: verified.fingerprint(folder) for folder in folders}
    unchanged = [] if no_cache else [folder for folder in folders if verified.is_unchanged(folder, found[folder])]
    for folder in unchanged:
        output().print(f"{folder.name}: ok, unchanged since it was verified")
    failed = 0
    with errors().status("starting") as status:
        changed = [folder for folder in folders if folder not in unchanged]
        linter = Linter(root, seeds=seeds, is_quick=quick, progress=status.update)
        for folder, problems in linter.lint(changed):
            status.stop()  # so that it doesn't mix with the results
            output().print(f"{folder.name}: {'has problems' if problems else 'ok'}")
            for problem in problems:
                say(f"{folder.name}: {problem}")
            if problems:
                failed += 1
            else:
                verified.remember(folder, found[folder])
            status.start()
    sys.exit(1 if failed else 0)


@click.command
@click.argument("name", help="A name such as 15-time-zones, or a folder anywhere.")
def new(name: str) -> None:
    """Create the skeleton of an exercise; the command `verify` then tells you what to write."""
    folder = Path(name) if Path(name).name != name else exercises_folder(find_root()) / name
    for path in scaffold(folder):
        output().print_prose(f"{shown(path)}")
    output().print_prose(f"\nNow run `{command(f'verify {quoted(name)}')}` until it reports no problems.")


@click.command("draft-mutant")
@click.argument("results", metavar="RESULTS.json", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("group", type=click.IntRange(min=1))
@click.option(
    "--output",
    "folder",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Where to write the file; by default into the folder mutants of the exercise.",
)
def draft(results: Path, group: int, folder: Path | None) -> None:
    """Draft a mutant that does what a class believes, from a result of `grade --format json`.

    GROUP is the number that `grade` gives to what they believe. The new file has the mutant, its rule and a hint. It
    doesn't count, and `verify` refuses it, until you have read it and deleted the line that says it's a draft.
    """
    groups = read_misconceptions(results)
    if group > len(groups):
        raise UsageError(f"{results} has no group {group}; the last one is {len(groups)}")
    wanted = groups[group - 1]
    exercise = read_exercise(find_exercise(find_root(), wanted.exercise))
    path = write_draft(draft_mutant(exercise, wanted), wanted.headline, folder or exercise.folder / ADDED)
    output().print_prose(f"{shown(path)}")
    steps = f"read it, delete its line `draft = true`, and run `{command(f'verify {exercise.name}')}`"
    output().print_prose(f"\nNow {steps}.")
